// Quick checks of identifiers while somebody types (GB 11643, GB 32100). The server checks again and decides.
export function isCitizenId(text: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(text)) return false;
  let sum = 0;
  let weight = 1;
  // Weights are powers of two modulo 11, from the right.
  for (let at = 16; at >= 0; at -= 1) {
    weight = (weight * 2) % 11;
    sum += Number(text[at]) * weight;
  }
  return '10X98765432'[sum % 11] === text[17]!.toUpperCase();
}

const kCreditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

export function isCreditCode(text: string): boolean {
  const code = text.toUpperCase();
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return false;
  let sum = 0;
  let weight = 1;
  for (let at = 0; at < 17; at += 1) {
    sum += kCreditAlphabet.indexOf(code[at]!) * weight;
    weight = (weight * 3) % 31;
  }
  return kCreditAlphabet[(31 - (sum % 31)) % 31] === code[17];
}
