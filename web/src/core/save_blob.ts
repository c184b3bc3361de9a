// Hands a file to the browser's downloads.
export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The download has begun by then; a slow device gets a while.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
