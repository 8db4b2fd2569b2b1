import { layoutFor } from "@/lib/http/require-page";

export default layoutFor("settings.media");
