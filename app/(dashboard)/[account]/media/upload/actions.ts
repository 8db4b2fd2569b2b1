"use server";

import { defineAction } from "@/lib/http/define-action";
import { createUploadFolders } from "@/lib/uploads/commands/create-upload-folders";
import { uploadFoldersInput } from "@/lib/uploads/input";

export const createUploadFoldersAction = defineAction(uploadFoldersInput, createUploadFolders);
