import { closed } from "@/lib/input";
import { folderOrRoot } from "@/lib/media/input/items";

export const destinationInput = closed({ folderId: folderOrRoot });
