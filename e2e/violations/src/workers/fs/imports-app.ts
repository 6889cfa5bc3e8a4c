// expect holdall(layers): nothing below the window knows of it
import { thing } from '#app/core/thing.ts'

export const used = thing
