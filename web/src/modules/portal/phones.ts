// The address with which a phone calls a number that is written like one; '' for anything else (two numbers, words).
export function phonesOf(text: string): string {
  const digits = text.replace(/[\s-]/g, '');
  return /^(\+?\d{5,15})$/.test(digits) ? `tel:${digits}` : '';
}
