// A text file, part by part. Owns: asking for the parts in one encoding, cutting them into blocks, copying what is in
// the file and not how it is laid out.
import { createEffect, createSignal, For, onCleanup, onMount, Show, untrack } from 'solid-js'
import type { Row } from '#vdfs/api/entries.ts'
import { TEXT_CHUNK_BYTES, type TextEncodingLabel, type TextPart } from '#vdfs/api/files.ts'
import type { At } from '#vdfs/api/paths.ts'
import { useCore } from '../../core/core-context.tsx'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { Button } from '../../ui/Button.tsx'
import { visibleName } from '../../ui/name-parts.ts'
import type { PreviewHost } from './Preview.tsx'
import { previewStrings as s } from './preview.strings.ts'
import type { ViewFailure } from './PreviewBody.tsx'
import {
  blocksOf,
  LINE_LENGTH,
  textBetween,
  withPlainEnds,
  type TextBlock,
  type TextPoint,
} from './text-blocks.ts'
import styles from './TextView.module.css'

export interface TextViewProps {
  at: At
  row: Row
  host: PreviewHost
  onFail: (failure: ViewFailure) => void
}

type PartFacts = Pick<TextPart, 'encoding' | 'certainty' | 'nextByte' | 'sizeBytes'>

/** Keys that scroll a text rather than go to the next entry or close, while it has the focus. */
const scrollKeys = new Set(['ArrowUp', 'ArrowDown', ' '])

/** A later part is read as the one before: it only may take back that every byte fits. */
function certaintyAfter(known: PartFacts | undefined, part: TextPart): TextPart['certainty'] {
  if (known === undefined) return part.certainty
  return known.certainty === 'checked' && part.text.includes('\u{fffd}')
    ? 'guessed'
    : known.certainty
}

export function TextView(props: TextViewProps) {
  const core = useCore()
  const [blocks, setBlocks] = createSignal<readonly TextBlock[]>([])
  const [part, setPart] = createSignal<PartFacts>()
  const [isWrapping, setWrapping] = createSignal(true)
  const [isAll, setAll] = createSignal(false)
  let region: HTMLElement | undefined
  let page: HTMLElement | undefined
  let more: HTMLElement | undefined
  let isOver = false
  let isReading = false
  /** Given by the person for this file; else as detected. */
  let chosen: TextEncodingLabel | undefined
  /** Counts how often the file was read from its beginning. */
  let reading = 0
  /** What the part before ended with and cannot be drawn yet: half a line end. */
  let rest = ''

  const read = async (known: PartFacts | undefined) => {
    if (isReading) return
    isReading = true
    const mine = reading
    const answer = await core.files.text({
      at: untrack(() => props.at),
      fromByte: known?.nextByte,
      encoding: known?.encoding ?? chosen,
    })
    if (isOver || mine !== reading) return
    isReading = false
    if (!answer.ok) {
      props.onFail({ type: 'core', error: answer.error })
      return
    }
    const hadFocus = more?.contains(document.activeElement) === true
    setPart({ ...answer.value, certainty: certaintyAfter(known, answer.value) })
    append(answer.value.text, answer.value.nextByte === undefined)
    // at the end the button goes, and with it the focus that the keys need
    if (hadFocus && answer.value.nextByte === undefined) region?.focus({ preventScroll: true })
  }
  const append = (text: string, isEnd: boolean) => {
    const whole = rest + text
    const isHalf = !isEnd && whole.endsWith('\r')
    rest = isHalf ? '\r' : ''
    const plain = withPlainEnds(isHalf ? whole.slice(0, -1) : whole)
    setBlocks((before) => {
      // the last line goes on where the part ended
      const last = before.at(-1)
      return last === undefined
        ? blocksOf(plain)
        : [...before.slice(0, -1), ...blocksOf(last.text + plain)]
    })
  }

  onMount(() => {
    void read(undefined)
    props.host.setText({
      isWrapping,
      setWrapping,
      selectAll: () => setAll(true),
      encoding: part,
      readAs(encoding) {
        chosen = encoding
        reading++
        isReading = false
        rest = ''
        setBlocks([])
        void read(undefined)
      },
    })
  })
  // The browser would lay out every block to select it, for seconds; all of the text is a mark of our own.
  createEffect(() => {
    if (!isAll()) return
    getSelection()?.removeAllRanges()
    const events = new AbortController()
    const { signal } = events
    document.addEventListener('pointerdown', () => setAll(false), { signal })
    document.addEventListener('copy', copyAll, { signal, capture: true })
    onCleanup(() => events.abort())
  })
  const copyAll = (event: ClipboardEvent) => {
    const last = blocks().length - 1
    const end = { block: last, offset: blocks()[last]?.text.length ?? 0 }
    event.preventDefault()
    event.stopPropagation()
    event.clipboardData?.setData('text/plain', textBetween(blocks(), { block: 0, offset: 0 }, end))
  }
  createEffect(() => {
    const isBroken = blocks().some((block) => block.goesOn)
    props.host.setNote(isBroken ? s.brokenLines(formats.count(LINE_LENGTH)) : undefined)
  })
  onCleanup(() => {
    isOver = true
    props.host.setText(undefined)
  })

  const copy = (event: ClipboardEvent) => {
    const selection = getSelection()
    const range = (selection?.rangeCount ?? 0) > 0 ? selection?.getRangeAt(0) : undefined
    const from = range && pointIn(range.startContainer, range.startOffset, 'start')
    const to = range && pointIn(range.endContainer, range.endOffset, 'end')
    if (from === undefined || to === undefined) return
    event.preventDefault()
    event.clipboardData?.setData('text/plain', textBetween(blocks(), from, to))
  }
  /** Where in the text a place in the document is; the ends of the selection may lie outside of the text. */
  const pointIn = (node: Node, offset: number, end: 'start' | 'end'): TextPoint | undefined => {
    const element = node instanceof Element ? node : node.parentElement
    const block = element?.closest<HTMLElement>('[data-block]')
    if (block?.dataset['block'] !== undefined) {
      const number = Number(block.dataset['block'])
      if (node instanceof Text) return { block: number, offset }
      return { block: number, offset: offset === 0 ? 0 : (blocks()[number]?.text.length ?? 0) }
    }
    if (node === page && node instanceof Element) {
      const child = node.children[end === 'start' ? offset : offset - 1]
      const number = Number(child instanceof HTMLElement ? (child.dataset['block'] ?? -1) : -1)
      if (number < 0) return undefined
      return { block: number, offset: end === 'start' ? 0 : (blocks()[number]?.text.length ?? 0) }
    }
    return end === 'start'
      ? { block: 0, offset: 0 }
      : { block: blocks().length - 1, offset: blocks().at(-1)?.text.length ?? 0 }
  }
  const key = (event: KeyboardEvent) => {
    const isHeld = event.ctrlKey || event.metaKey || event.altKey
    if (isHeld || event.target !== region || !scrollKeys.has(event.key)) return
    // a text that is all in sight leaves Space to close it, as it closes a picture
    const scrolls = region.scrollHeight > region.clientHeight
    if (event.key !== ' ' || scrolls) event.stopPropagation()
  }

  const size = (bytes: number) => formats.size(bytes)
  return (
    <div
      ref={(element) => (region = element)}
      class={styles['scroller']}
      data-wrapping={isWrapping() ? '' : undefined}
      role="document"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- who reads by keys must scroll
      tabIndex={0}
      aria-label={s.text(visibleName(props.row.name))}
      on:keydown={key}
      on:copy={copy}
    >
      <div
        ref={(element) => (page = element)}
        class={styles['text']}
        data-all={isAll() ? '' : undefined}
      >
        <For each={blocks()}>
          {(block, at) => (
            <div
              class={styles['block']}
              dir="auto"
              data-block={at()}
              style={{ '--block-height': `${block.lines * 18}px` }}
            >
              {block.text}
            </div>
          )}
        </For>
      </div>
      <Show when={part()?.nextByte}>
        {(next) => (
          <Button
            class={styles['more']}
            ref={(element: HTMLElement) => (more = element)}
            onClick={() => void read(part())}
          >
            {s.more(
              size(Math.min(TEXT_CHUNK_BYTES, (part()?.sizeBytes ?? 0) - next())),
              size(next()),
              size(part()?.sizeBytes ?? 0),
            )}
          </Button>
        )}
      </Show>
    </div>
  )
}
