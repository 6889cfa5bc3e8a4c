// expect eslint(no-restricted-imports): the domain knows no platform
import { createSignal } from 'solid-js'

export const used = createSignal
