// Small files of the kinds that a browser shows. The film was recorded from a canvas by Chromium.
import fs from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/** A picture with a gradient. */
export function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8) // 8 bits, RGB
  const lines = Buffer.alloc((width * 3 + 1) * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      lines.set(
        [40 + (120 * x) / width, 90 + (100 * y) / height, 150 - (60 * x) / width],
        y * (width * 3 + 1) + 1 + x * 3,
      )
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A quarter of a second of a tone of 440 Hz, one channel, 8 bits. */
export function wav(): Buffer {
  const rate = 8_000
  const samples = Buffer.from(
    Array.from({ length: rate / 4 }, (_, i) => 128 + 60 * Math.sin((i * 440 * 2 * Math.PI) / rate)),
  )
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + samples.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples.length, 40)
  return Buffer.concat([head, samples])
}

export const PNG = png(4, 4)
export const WAV = wav()
/** 64 × 48, about a second. */
export const WEBM = fs.readFileSync(new URL('media/film.webm', import.meta.url))
