// The wire format of D-Bus, as far as a file chooser needs it.
// A signature names types: y byte, b bool, n q i u x t integers, d double, s text, o path, g signature,
// v variant, aT array, a{KV} dictionary, (T…) struct. Every type is aligned to its own size.

export interface Variant {
  readonly signature: string
  readonly value: Value
}
export type Value =
  | number
  | boolean
  | string
  | Buffer
  | Variant
  | readonly Value[]
  | { readonly [key: string]: Value }

export interface Message {
  readonly kind: number
  readonly wantsReply: boolean
  readonly serial: number
  /** Header fields by code. */
  readonly fields: ReadonlyMap<number, Value>
  readonly body: readonly Value[]
}

export const messageKind = { call: 1, reply: 2, error: 3, signal: 4 } as const
export const field = {
  path: 1,
  interface: 2,
  member: 3,
  errorName: 4,
  replySerial: 5,
  destination: 6,
  sender: 7,
  signature: 8,
} as const

/** Types by their size, which is also what they are aligned to. */
const bySize = [
  [1, 'ygv'],
  [2, 'nq'],
  [4, 'biusoah'],
  [8, 'xtd({'],
] as const

function align(position: number, type: string): number {
  const [size] = bySize.find(([, types]) => types.includes(type.charAt(0))) ?? []
  if (size === undefined) throw new Error(`unknown D-Bus type ${type}`)
  return Math.ceil(position / size) * size
}

/** Where the complete type ends that begins at a place of a signature. */
function endOfType(signature: string, start: number): number {
  const first = signature.charAt(start)
  if (first === 'a') return endOfType(signature, start + 1)
  const close = { '(': ')', '{': '}' }[first]
  if (close === undefined) return start + 1
  let at = start + 1
  while (signature.charAt(at) !== close) {
    if (at >= signature.length) throw new Error(`open bracket in D-Bus signature ${signature}`)
    at = endOfType(signature, at)
  }
  return at + 1
}

function typesOf(signature: string): string[] {
  const types = []
  for (let at = 0; at < signature.length;) {
    const end = endOfType(signature, at)
    types.push(signature.slice(at, end))
    at = end
  }
  return types
}

/** Key and value type of `{KV}`. */
function pairOf(type: string): readonly [string, string] {
  const [key, value] = typesOf(type.slice(1, -1))
  if (key === undefined || value === undefined) throw new Error(`bad D-Bus dictionary ${type}`)
  return [key, value]
}

/** A value that should be text; anything else is none. */
export const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value : '')

/** Reads values of one message. Variants come out as what they hold. */
class Reader {
  readonly #bytes: Buffer
  readonly #little: boolean
  position: number

  constructor(bytes: Buffer, little: boolean, position: number) {
    this.#bytes = bytes
    this.#little = little
    this.position = position
  }

  #uint32(): number {
    const at = align(this.position, 'u')
    this.position = at + 4
    return this.#little ? this.#bytes.readUInt32LE(at) : this.#bytes.readUInt32BE(at)
  }

  #take(length: number): Buffer {
    const end = this.position + length
    if (end > this.#bytes.length) throw new Error('D-Bus message is cut short')
    const taken = this.#bytes.subarray(this.position, end)
    this.position = end
    return taken
  }

  #text(length: number): string {
    const text = this.#take(length).toString('utf8')
    this.position++ // NUL
    return text
  }

  #array(element: string): Value {
    const length = this.#uint32()
    this.position = align(this.position, element)
    if (element === 'y') return this.#take(length)
    const end = this.position + length
    if (element.startsWith('{')) {
      const [keyType, valueType] = pairOf(element)
      const entries: [string, Value][] = []
      while (this.position < end) {
        this.position = align(this.position, '{')
        const key = textOf(this.read(keyType))
        entries.push([key, this.read(valueType)])
      }
      return Object.fromEntries(entries)
    }
    const items: Value[] = []
    while (this.position < end) items.push(this.read(element))
    return items
  }

  read(type: string): Value {
    const first = type.charAt(0)
    this.position = align(this.position, first)
    switch (first) {
      case 'y':
        return this.#take(1).readUInt8()
      case 'b':
        return this.#uint32() !== 0
      case 'u':
      case 'h':
        return this.#uint32()
      case 'i':
        return this.#uint32() | 0
      case 's':
      case 'o':
        return this.#text(this.#uint32())
      case 'g':
        return this.#text(this.#take(1).readUInt8())
      case 'v':
        return this.read(textOf(this.read('g')))
      case 'n':
      case 'q':
        return this.#take(2) // nobody here asks for these: kept as bytes
      case 'x':
      case 't':
      case 'd':
        return this.#take(8)
      case '(':
        return typesOf(type.slice(1, -1)).map((inner) => this.read(inner))
      case 'a':
        return this.#array(type.slice(1))
      default:
        throw new Error(`unknown D-Bus type ${type}`)
    }
  }
}

function isVariant(value: Value): value is Variant {
  return (
    typeof value === 'object' && !Array.isArray(value) && 'signature' in value && 'value' in value
  )
}

/** Writes values one after the other, little-endian. */
class Writer {
  bytes = Buffer.alloc(0)

  pad(type: string): void {
    this.#add(Buffer.alloc(align(this.bytes.length, type) - this.bytes.length))
  }

  #add(more: Buffer): void {
    this.bytes = Buffer.concat([this.bytes, more])
  }

  uint32(value: number): void {
    this.pad('u')
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32LE(value >>> 0)
    this.#add(bytes)
  }

  #array(element: string, value: Value): void {
    this.uint32(0)
    const lengthAt = this.bytes.length - 4
    this.pad(element)
    const start = this.bytes.length
    if (Array.isArray(value)) for (const item of value) this.write(element, item)
    else if (typeof value === 'object' && element.startsWith('{')) {
      const [keyType, valueType] = pairOf(element)
      for (const [key, item] of Object.entries(value)) {
        this.pad('{')
        this.write(keyType, key)
        this.write(valueType, item)
      }
    } else throw new Error(`not an array of ${element}`)
    this.bytes.writeUInt32LE(this.bytes.length - start, lengthAt)
  }

  write(type: string, value: Value): void {
    const first = type.charAt(0)
    this.pad(first)
    if (first === 'y') this.#add(Buffer.from([Number(value)]))
    else if (first === 'b' || first === 'u' || first === 'i') this.uint32(Number(value))
    else if (first === 's' || first === 'o') {
      const text = Buffer.from(textOf(value))
      this.uint32(text.length)
      this.#add(Buffer.concat([text, Buffer.alloc(1)]))
    } else if (first === 'g') {
      const text = Buffer.from(textOf(value))
      this.#add(Buffer.concat([Buffer.from([text.length]), text, Buffer.alloc(1)]))
    } else if (first === 'v' && isVariant(value)) {
      this.write('g', value.signature)
      this.write(value.signature, value.value)
    } else if (first === '(' && Array.isArray(value)) {
      const types = typesOf(type.slice(1, -1))
      for (const [index, item] of value.entries()) this.write(types[index] ?? '?', item)
    } else if (first === 'a') this.#array(type.slice(1), value)
    else throw new Error(`cannot write D-Bus type ${type}`)
  }
}

/**
 * Takes whole messages off the front of what has arrived.
 * @returns the messages, and what is left over
 */
export function decode(arrived: Buffer): { messages: Message[]; rest: Buffer } {
  const messages: Message[] = []
  let rest = arrived
  while (rest.length >= 16) {
    const little = rest.readUInt8(0) === 0x6c
    const at = (position: number) =>
      little ? rest.readUInt32LE(position) : rest.readUInt32BE(position)
    const headLength = Math.ceil((16 + at(12)) / 8) * 8
    const length = headLength + at(4)
    if (rest.length < length) break
    const bytes = rest.subarray(0, length)
    const reader = new Reader(bytes, little, 12)
    const fields = new Map<number, Value>()
    const pairs = reader.read('a(yv)')
    if (Array.isArray(pairs))
      for (const pair of pairs)
        if (Array.isArray(pair) && typeof pair[0] === 'number' && pair[1] !== undefined)
          fields.set(pair[0], pair[1])
    reader.position = headLength
    const body = typesOf(textOf(fields.get(field.signature))).map((type) => reader.read(type))
    const flags = bytes.readUInt8(2)
    messages.push({
      kind: bytes.readUInt8(1),
      wantsReply: (flags & 1) === 0,
      serial: at(8),
      fields,
      body,
    })
    rest = rest.subarray(length)
  }
  return { messages, rest }
}

/** The bytes of one message. `fields` are code, signature and value of each header field. */
export function encode(message: {
  kind: number
  serial: number
  fields: readonly (readonly [code: number, signature: string, value: Value])[]
  signature: string
  body: readonly Value[]
}): Buffer {
  const body = new Writer()
  for (const [index, type] of typesOf(message.signature).entries()) {
    const value = message.body[index]
    if (value === undefined) throw new Error(`D-Bus body lacks a value for ${type}`)
    body.write(type, value)
  }
  const fields = message.fields.map(([code, signature, value]): Value => [
    code,
    { signature, value },
  ])
  if (message.signature !== '')
    fields.push([field.signature, { signature: 'g', value: message.signature }])
  const head = new Writer()
  head.write('y', 0x6c)
  head.write('y', message.kind)
  head.write('y', message.kind === messageKind.call ? 0 : 1) // 1: no reply wanted
  head.write('y', 1) // protocol version
  head.uint32(body.bytes.length)
  head.uint32(message.serial)
  head.write('a(yv)', fields)
  head.pad('(')
  return Buffer.concat([head.bytes, body.bytes])
}
