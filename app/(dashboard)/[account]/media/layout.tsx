import { layoutFor } from "@/lib/http/require-page";
import "./media.css";

export default layoutFor("media.view");
