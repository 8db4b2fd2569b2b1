import { wasCutOff } from "@/db/client";

/** Whether a question was answered, or cut off. @throws whatever else it fails of */
export async function isAnswered(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked;
    return true;
  } catch (error) {
    if (!wasCutOff(error)) throw error;
    return false;
  }
}
