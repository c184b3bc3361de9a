// What people type, evened out while they type it: full-width digits and letters, blanks, lower case. The server does
// the same; this only spares them a complaint. And an amount in words, as it stands on receipts.
export function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ');
}

export const normalNumber = (text: string): string => halfWidth(text).replace(/\s/g, '').toUpperCase();

export function normalPhone(text: string): string {
  const plain = halfWidth(text).replace(/[\s()]/g, '');
  const national = plain.replace(/^(\+|00)86-?/, '');
  return /^1\d{2}-?\d{4}-?\d{4}$/.test(national) ? national.replace(/-/g, '') : national;
}

export const normalMoney = (text: string): string => halfWidth(text).replace(/[\s,，元￥¥]/g, '').replace('。', '.');

const kDigits = '零壹贰叁肆伍陆柒捌玖';
const kPlaces = ['', '拾', '佰', '仟'];
const kGroups = ['', '万', '亿', '万亿'];

function fourDigits(digits: string): string {
  let words = '';
  let gap = false;
  [...digits].forEach((digit, at) => {
    if (digit === '0') {
      gap = words !== '';
      return;
    }
    words += (gap ? '零' : '') + kDigits[Number(digit)]! + kPlaces[digits.length - 1 - at]!;
    gap = false;
  });
  return words;
}

function wholeInWords(whole: string): string {
  const groups: string[] = [];
  for (let end = whole.length; end > 0; end -= 4) groups.unshift(whole.slice(Math.max(0, end - 4), end));
  let words = '';
  groups.forEach((digits, at) => {
    const group = fourDigits(digits);
    if (!group) return;
    if (words && (digits.startsWith('0') || Number(groups[at - 1]) === 0)) words += '零';
    words += group + kGroups[groups.length - 1 - at]!;
  });
  return words;
}

// 10005.60 → 壹万零伍元陆角整. Empty for what is no amount below a trillion.
export function amountInWords(text: string): string {
  const parts = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text);
  if (!parts) return '';
  const whole = wholeInWords(parts[1]!.replace(/^0+/, ''));
  const [jiao = '0', fen = '0'] = (parts[2] ?? '').padEnd(2, '0');
  const small = (jiao !== '0' ? `${kDigits[Number(jiao)]!}角` : whole && fen !== '0' ? '零' : '') + (fen !== '0' ? `${kDigits[Number(fen)]!}分` : '');
  if (!whole && !small) return '零元整';
  return `${whole ? `${whole}元` : ''}${small}${fen === '0' ? '整' : ''}`;
}
