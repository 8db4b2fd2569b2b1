/** Sends one file and tells how far it has come, from 0 to 1. @throws Error with the sentence for the reader */
export function sendFile(
  account: string,
  folderId: string | null,
  file: File,
  onProgress: (share: number) => void,
): Promise<void> {
  const query = new URLSearchParams({ name: file.name, ...(folderId && { folder: folderId }) });
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch does not tell how much of a request has gone
    request.open("POST", `/${account}/media/upload?${query}`);
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    request.addEventListener("load", () =>
      request.status === 201 ? resolve() : reject(new Error(request.responseText.trim())),
    );
    request.addEventListener("error", () => reject(new Error("The connection was lost. Send it again.")));
    request.send(file);
  });
}
