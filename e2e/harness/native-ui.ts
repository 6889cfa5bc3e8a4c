// Sees and presses what belongs to the browser and not to the page: permission bubbles and dialogs.
// Chromium's ui_devtools show its own windows as a tree of nodes, headless too.
import { WebSocket } from 'ws'
import * as v from 'valibot'
import { until } from './wait.ts'

interface Node {
  readonly nodeId: number
  readonly nodeName: string
  readonly attributes?: readonly string[] | undefined
  readonly children?: readonly Node[] | undefined
}
const nodeSchema: v.GenericSchema<Node> = v.object({
  nodeId: v.number(),
  nodeName: v.string(),
  attributes: v.optional(v.array(v.string())),
  children: v.optional(v.array(v.lazy(() => nodeSchema))),
})
const documentSchema = v.object({ root: nodeSchema })
const stylesSchema = v.object({
  matchedCSSRules: v.optional(
    v.array(
      v.object({
        rule: v.object({
          style: v.object({
            cssProperties: v.array(v.object({ name: v.string(), value: v.string() })),
          }),
        }),
      }),
    ),
  ),
})
const answerSchema = v.object({
  id: v.optional(v.number()),
  error: v.optional(v.object({ message: v.string() })),
  result: v.optional(v.unknown()),
})

interface Button {
  readonly text: string
  readonly nodeId: number
}
export interface Bubble {
  /** All labels, joined. */
  readonly text: string
  readonly buttons: readonly Button[]
}
/** What was pressed, and on what. */
export interface Pressed {
  readonly button: string
  readonly text: string
}

export interface NativeUi {
  /** The bubbles and dialogs that are open now. */
  bubbles(): Promise<Bubble[]>
  /**
   * Waits for a bubble with one of these buttons, presses it as a mouse would, waits until that bubble is gone. Another
   * one that comes right after it, with another text, is not touched.
   * @param labels in order of preference
   */
  press(labels: readonly string[]): Promise<Pressed>
  /** Says yes to the permission bubble; `choice` names the button where there are several. */
  accept(choice?: string): Promise<Pressed>
  /** Says no to it. */
  deny(): Promise<Pressed>
  close(): void
}

/**
 * The yes and the no of each bubble, the most lasting answer first. Reading, picked or asked for ("Allow this
 * site to view and copy files?"): Allow, Don't Allow. Writing, picked ("Allow this site to edit files?"): the
 * same. Writing, asked for ("Save changes to NAME?"): Save changes, Cancel. The return visit ("View and edit
 * files from the last time you visited this site"): Allow this time, Allow on every visit, Don't allow.
 */
const yes = ['Allow on every visit', 'Allow', 'Save changes']
const no = ["Don't allow", 'Cancel']

/** Chromium is of several minds about capitals and apostrophes. */
const plain = (label: string) => label.toLowerCase().replaceAll('’', "'")

// Chromium takes no press in the first half second of a bubble, nor half a second after another press: a
// bubble must not be answered by a click that was meant for the page. These are that, with a margin.
const settleMs = 600
const betweenMs = 900

function className(node: Node): string {
  const list = node.attributes ?? []
  const at = list.indexOf('class')
  return (at === -1 ? list[list.indexOf('name') + 1] : list[at + 1]) ?? node.nodeName
}

function* walk(node: Node, inButton = false): Generator<{ node: Node; inButton: boolean }> {
  yield { node, inButton }
  const below = inButton || className(node).endsWith('Button')
  for (const child of node.children ?? []) yield* walk(child, below)
}

/** A bubble that closes while it is looked at is not there. */
class Gone extends Error {}

async function open(port: number): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/0`)
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve())
    socket.once('error', reject)
  })
  return socket
}

/** @param port of `--enable-ui-devtools=PORT` of a browser that is starting */
export async function connectNativeUi(port: number): Promise<NativeUi> {
  const socket = await until(
    () => open(port).catch(() => undefined), // not listening yet
    () => `the browser offers no ui_devtools on port ${port}`,
    15_000,
  )
  let lastId = 0
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  socket.on('message', (data) => {
    const text = Buffer.isBuffer(data) ? data.toString() : ''
    const { id, error, result } = v.parse(answerSchema, JSON.parse(text))
    const asker = id === undefined ? undefined : waiting.get(id)
    if (id === undefined || asker === undefined) return // an event
    waiting.delete(id)
    if (error === undefined) asker.resolve(result)
    else asker.reject(new Gone(error.message))
  })
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    for (const asker of waiting.values()) asker.reject(new Error('the browser is gone'))
    waiting.clear()
  })

  const ask = (method: string, params: object = {}) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++lastId
      waiting.set(id, { resolve, reject })
      socket.send(JSON.stringify({ id, method, params }))
    })

  async function textOf(nodeId: number): Promise<string | undefined> {
    const styles = v.parse(stylesSchema, await ask('CSS.getMatchedStylesForNode', { nodeId }))
    const properties = new Map(
      (styles.matchedCSSRules ?? [])
        .flatMap(({ rule }) => rule.style.cssProperties)
        .map(({ name, value }) => [name, value]),
    )
    return properties.get('Visible') === 'false' ? undefined : properties.get('Text') || undefined
  }

  async function readBubble(frame: Node): Promise<Bubble> {
    const labels: string[] = []
    const buttons: Button[] = []
    for (const { node, inButton } of walk(frame)) {
      const kind = className(node)
      const isButton = kind.endsWith('Button') && kind !== 'ImageButton'
      if (!isButton && (inButton || !kind.endsWith('Label'))) continue
      const text = await textOf(node.nodeId)
      if (text === undefined) continue
      if (isButton) buttons.push({ text, nodeId: node.nodeId })
      else labels.push(text)
    }
    return { text: labels.join(' | '), buttons }
  }

  async function bubbles(): Promise<Bubble[]> {
    const found: Bubble[] = []
    const { root } = v.parse(documentSchema, await ask('DOM.getDocument'))
    for (const { node } of walk(root)) {
      if (className(node) !== 'BubbleFrameView') continue
      try {
        const bubble = await readBubble(node)
        if (bubble.buttons.length > 0) found.push(bubble)
      } catch (error) {
        if (!(error instanceof Gone)) throw error
      }
    }
    return found
  }

  async function pressNode(nodeId: number): Promise<boolean> {
    try {
      for (const type of ['mouseMoved', 'mousePressed', 'mouseReleased']) {
        const button = type === 'mouseMoved' ? 'none' : 'left'
        const event = { type, x: 8, y: 8, button, wheelDirection: 'none' }
        await ask('DOM.dispatchMouseEvent', { nodeId, event })
      }
      return true
    } catch (error) {
      if (error instanceof Gone) return false
      throw error
    }
  }

  async function press(labels: readonly string[]): Promise<Pressed> {
    let pressed: Pressed | undefined
    const find = async () => {
      for (const bubble of await bubbles())
        for (const label of labels) {
          if (pressed !== undefined && bubble.text !== pressed.text) continue
          const button = bubble.buttons.find(({ text }) => plain(text) === plain(label))
          if (button !== undefined) return { button, bubble }
        }
      return undefined
    }
    let since: number | undefined
    let last = 0
    const attempt = async () => {
      const found = await find()
      if (found === undefined) return pressed
      const now = Date.now()
      since ??= now
      if (now - since < settleMs || now - last < betweenMs) return undefined
      last = now
      if (await pressNode(found.button.nodeId))
        pressed = { button: found.button.text, text: found.bubble.text }
      return undefined
    }
    const complaint = async () => {
      const present = (await bubbles()).map(
        ({ text, buttons }) => `"${text}" [${buttons.map((one) => one.text).join(', ')}]`,
      )
      const what = pressed === undefined ? `no bubble with ${labels.join(' / ')}` : 'still open'
      return `${what}; bubbles now: ${present.join('; ') || 'none'}`
    }
    return until(attempt, complaint)
  }

  await ask('DOM.enable')
  return {
    bubbles,
    press,
    accept: (choice) => press(choice === undefined ? yes : [choice]),
    deny: () => press(no),
    close: () => socket.terminate(),
  }
}
