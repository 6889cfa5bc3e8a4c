// Text cut into blocks that a browser lays out one by one. Pure.
//
// Blocks instead of a list of mounted lines: the browser skips those out of sight (`content-visibility`), and the
// whole text stays selectable, searchable and copyable. A block ends with a line, except inside a line too long to
// be laid out at once: minified files have lines of megabytes.

export interface TextBlock {
  readonly text: string
  /** Lines it is high, if none wraps. */
  readonly lines: number
  /** The next block goes on in the same line. */
  readonly goesOn: boolean
}

/** A block's lines and characters at most: some screens, laid out within a frame. */
export const BLOCK_LINES = 100
export const BLOCK_LENGTH = 8_192
/** A line longer than this is cut. */
export const LINE_LENGTH = 4_096
/** Words up to this length are not cut. */
const WORD_LENGTH = 128

/** Line ends of all systems become one. */
export function withPlainEnds(text: string): string {
  return text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text
}

/** Cuts text; joined by `\n`, or by nothing where a block goes on, the blocks are the text again. */
export function blocksOf(text: string): readonly TextBlock[] {
  const blocks: TextBlock[] = []
  let start = 0
  while (start <= text.length) {
    const block = nextBlock(text, start)
    blocks.push(block)
    start += block.text.length + (block.goesOn ? 0 : 1)
  }
  return blocks
}

function nextBlock(text: string, start: number): TextBlock {
  let end = start
  let lines = 0
  while (lines < BLOCK_LINES) {
    const found = text.indexOf('\n', end)
    const lineEnd = found < 0 ? text.length : found
    if (lineEnd - end > LINE_LENGTH) {
      // what stands before a long line is a block of its own
      if (lines > 0) return { text: text.slice(start, end - 1), lines, goesOn: false }
      const cut = cutBefore(text, end + LINE_LENGTH)
      return { text: text.slice(start, cut), lines: 1, goesOn: true }
    }
    if (lines > 0 && lineEnd - start > BLOCK_LENGTH)
      return { text: text.slice(start, end - 1), lines, goesOn: false }
    lines++
    end = lineEnd + 1
    if (found < 0) break
  }
  return { text: text.slice(start, end - 1), lines, goesOn: false }
}

/** Between words, if the last of them is not too long; never between the halves of a character. */
function cutBefore(text: string, at: number): number {
  const space = text.slice(at - WORD_LENGTH, at).lastIndexOf(' ')
  if (space >= 0) return at - WORD_LENGTH + space + 1
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at
}

/** A place in the text: a block, and characters into it. */
export interface TextPoint {
  readonly block: number
  readonly offset: number
}

/** The text between two places, as it is in the file. @param to after `from` */
export function textBetween(blocks: readonly TextBlock[], from: TextPoint, to: TextPoint): string {
  let text = ''
  for (let at = from.block; at <= to.block; at++) {
    const block = blocks[at]
    if (block === undefined) break
    const start = at === from.block ? from.offset : 0
    const end = at === to.block ? to.offset : block.text.length
    text += block.text.slice(start, end)
    if (at < to.block && !block.goesOn) text += '\n'
  }
  return text
}
