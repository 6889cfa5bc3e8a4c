// expect holdall(layers): the domain imports only the domain
import { thing } from '#app/core/thing.ts'

export const used = thing
