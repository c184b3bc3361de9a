// What an event or a timer is for, in words: of its own name where there is a text, else of its part of the platform.
export function meaningOf(kind: string, name: string, exists: (key: string) => boolean): string {
  const own = `queues.meaning.${kind}.${name.replace(/\./g, '_')}`;
  if (exists(own)) return own;
  const part = `queues.meaning.${kind}.of_${name.split('.')[0]}`;
  return exists(part) ? part : `queues.meaning.${kind}.unknown`;
}
