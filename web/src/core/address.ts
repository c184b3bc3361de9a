// Addresses that come as data. Only pages of this site and of others on the web are followed: an address like
// `javascript:...` in a guide would run in the reader's name.
export function webAddress(address: string): string {
  return /^(https?:\/\/|\/(?![/\\]))/i.test(address) ? address : '';
}
