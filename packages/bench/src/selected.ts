/** Whether each word begins one of the name's words: `64` selects `gemm f64 AB 64×64×64` but not `linalg qr f64 256`. */
export function selected(name: string, words: readonly string[]): boolean {
  const parts = name.toLowerCase().split(/[\s×]+/);
  return words.every((word) => parts.some((part) => part.startsWith(word.toLowerCase())));
}
