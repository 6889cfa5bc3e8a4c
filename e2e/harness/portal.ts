// Answers Chromium's file chooser. On Linux Chromium asks the desktop portal over the session bus; this is
// such a bus, with nothing on it but a portal that says what the test told it to say.
// Close the browser first: Chromium aborts when its session bus goes away.
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import {
  decode,
  encode,
  field,
  messageKind,
  textOf,
  type Message,
  type Value,
} from './dbus-wire.ts'

const bus = 'org.freedesktop.DBus'
const portal = 'org.freedesktop.portal.Desktop'
const chooser = 'org.freedesktop.portal.FileChooser'
const portalOwner = ':1.0'
const guid = '0123456789abcdef0123456789abcdef'

/** What Chromium asked for. */
export interface ChooserCall {
  readonly method: string
  readonly title: string
  readonly options: { readonly [name: string]: Value }
}

export interface Portal {
  /** For the environment of the browser: DBUS_SESSION_BUS_ADDRESS. */
  readonly address: string
  readonly calls: readonly ChooserCall[]
  /** Answers the next chooser that has no answer yet; null is the user's Cancel. */
  answer(folder: string | null): void
  close(): void
}

function fileUrl(file: string): string {
  return `file://${path.resolve(file).split('/').map(encodeURIComponent).join('/')}`
}

/** One program on the bus: logs in by the text protocol, then talks in messages. */
function serveClient(socket: net.Socket, onCall: (message: Message) => void): void {
  let arrived = Buffer.alloc(0)
  let loggedIn = false
  const logIn = (line: string) => {
    if (line.startsWith('AUTH EXTERNAL')) socket.write(`OK ${guid}\r\n`)
    else if (line.startsWith('AUTH')) socket.write('REJECTED EXTERNAL\r\n')
    else if (line === 'BEGIN') loggedIn = true
    else socket.write('ERROR\r\n') // it offers to pass file descriptors
  }
  const takeLine = () => {
    if (arrived[0] === 0) arrived = arrived.subarray(1) // the byte that carries credentials
    const end = arrived.indexOf('\r\n')
    if (end === -1) return undefined
    const line = arrived.toString('latin1', 0, end)
    arrived = arrived.subarray(end + 2)
    return line
  }
  socket.on('data', (data) => {
    arrived = Buffer.concat([arrived, typeof data === 'string' ? Buffer.from(data) : data])
    for (let line = loggedIn ? undefined : takeLine(); line !== undefined;) {
      logIn(line)
      line = loggedIn ? undefined : takeLine()
    }
    if (!loggedIn) return
    const { messages, rest } = decode(arrived)
    arrived = Buffer.from(rest)
    for (const message of messages) if (message.kind === messageKind.call) onCall(message)
  })
}

/** Opens a private bus on a socket of its own. */
export async function startPortal(): Promise<Portal> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdall-bus-'))
  const sockets = new Set<net.Socket>()
  const calls: ChooserCall[] = []
  const answers: (string | null)[] = []
  let serial = 0

  function talk(socket: net.Socket, name: string, message: Message): void {
    const text = (code: number) => textOf(message.fields.get(code))
    const member = text(field.member)
    const destination = text(field.destination)
    const respond = (kind: number, signature: string, body: readonly Value[], error?: string) => {
      if (!message.wantsReply) return
      const bytes = encode({
        kind,
        serial: ++serial,
        fields: [
          [field.replySerial, 'u', message.serial],
          [field.destination, 's', name],
          [field.sender, 's', destination || bus],
          ...(error === undefined ? [] : ([[field.errorName, 's', error]] as const)),
        ],
        signature,
        body,
      })
      socket.write(bytes)
    }
    const reply = (signature: string, ...body: Value[]) =>
      respond(messageKind.reply, signature, body)
    const refuse = (what: string) => {
      const error = `${bus}.Error.${what}`
      respond(messageKind.error, 's', [error], error)
    }

    if (destination === bus) {
      const asked = textOf(message.body[0])
      switch (member) {
        case 'Hello':
          return reply('s', name)
        case 'AddMatch':
        case 'RemoveMatch':
          return reply('')
        case 'RequestName':
          return reply('u', 1)
        case 'NameHasOwner':
          return reply('b', asked === portal || asked === bus)
        case 'GetNameOwner':
          return asked === portal
            ? reply('s', portalOwner)
            : asked === bus
              ? reply('s', bus)
              : refuse('NameHasNoOwner')
        case 'ListNames':
          return reply('as', [bus, portal])
        case 'ListActivatableNames':
          return reply('as', [portal])
        case 'StartServiceByName':
          return asked === portal ? reply('u', 2) : refuse('ServiceUnknown')
        case 'GetId':
          return reply('s', guid)
        default:
          return refuse('UnknownMethod')
      }
    }
    if (destination !== portal && destination !== portalOwner) return refuse('ServiceUnknown')
    if (member === 'Get' && message.body[0] === chooser && message.body[1] === 'version')
      return reply('v', { signature: 'u', value: 4 })
    if (text(field.interface) !== chooser) return refuse('UnknownMethod')

    const [, title, options] = message.body
    const wishes =
      typeof options === 'object' && !Array.isArray(options) && !Buffer.isBuffer(options)
        ? Object.fromEntries(Object.entries(options))
        : {}
    calls.push({ method: member, title: textOf(title), options: wishes })
    const request = [
      '/org/freedesktop/portal/desktop/request',
      name.slice(1).replaceAll('.', '_'),
      textOf(wishes['handle_token']) || 't',
    ].join('/')
    reply('o', request)
    const chosen = answers.shift() ?? null
    const results: Value =
      chosen === null ? {} : { uris: { signature: 'as', value: [fileUrl(chosen)] } }
    socket.write(
      encode({
        kind: messageKind.signal,
        serial: ++serial,
        fields: [
          [field.path, 'o', request],
          [field.interface, 's', 'org.freedesktop.portal.Request'],
          [field.member, 's', 'Response'],
          [field.destination, 's', name],
          [field.sender, 's', portalOwner],
        ],
        signature: 'ua{sv}',
        body: [chosen === null ? 1 : 0, results],
      }),
    )
    return undefined
  }

  let clients = 0
  const server = net.createServer((socket) => {
    const name = `:1.${++clients}`
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy()) // the browser was killed
    serveClient(socket, (message) => talk(socket, name, message))
  })
  const file = path.join(folder, 'bus')
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(file, resolve)
  })
  return {
    address: `unix:path=${file}`,
    calls,
    answer: (folderOrNull) => void answers.push(folderOrNull),
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}
