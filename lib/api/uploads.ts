import { closed, idOf } from "@/lib/input";

export const uploadPath = closed({ id: idOf("upl", "upload") });
