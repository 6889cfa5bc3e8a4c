import { createFormats } from './format.ts'

/** Sizes, dates and counts in the locale and time zone of this system. Made once: Intl objects are dear. */
export const systemFormats = createFormats()
