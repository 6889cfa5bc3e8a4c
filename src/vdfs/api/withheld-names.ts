// Names that Chromium never shows or opens through a folder handle, on every system: its list of names that could
// harm a Windows machine. Known here so that the app can explain an absence, and so that the test double is as
// strict. Every rule was measured; the contract suite asks a real browser about each again.

export type WithheldReason =
  /** A character that some disk or shell forbids, an invisible one, or one that turns text around. */
  | { readonly type: 'Character'; readonly character: string }
  /** A space, dot or tilde at the beginning or the end. */
  | { readonly type: 'Edge'; readonly character: string }
  /** A name that Windows gives to a device or a special file, whatever its extension. */
  | { readonly type: 'Reserved' }
  /** An extension that the Windows shell acts upon. */
  | { readonly type: 'Extension' }

// Format characters can hide or reorder text. Among them are the joiners, so names with a family emoji or with
// Persian half-spaces are withheld as well.
const FORBIDDEN = /["*/:<>?\\|\p{Cc}\p{Cf}\p{Noncharacter_Code_Point}]/u
const FORBIDDEN_EDGE = /^[\p{White_Space}.~]|[\p{White_Space}.~]$/u
const RESERVED =
  /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9]|clock\$)(?:\.|$)|^(?:desktop\.ini|thumbs\.db|conin\$|conout\$)$/i
const SHELL_EXTENSION = /\.(?:lnk|scf|url|\{[^.]*\})$/i

/** Why the browser withholds an entry of this name, or undefined if it lets it through. */
export function whyWithheld(name: string): WithheldReason | undefined {
  const forbidden = FORBIDDEN.exec(name)
  if (forbidden) return { type: 'Character', character: forbidden[0] }
  // One leading dot is how hidden files are named; what follows it must be a fair name again.
  const edge = FORBIDDEN_EDGE.exec(name.startsWith('.') ? name.slice(1) : name)
  if (edge) return { type: 'Edge', character: edge[0] }
  if (RESERVED.test(name)) return { type: 'Reserved' }
  if (SHELL_EXTENSION.test(name)) return { type: 'Extension' }
  return undefined
}

/** Whether the browser hides an entry of this name from listings and refuses it when asked for. */
export function isWithheldName(name: string): boolean {
  return name === '' || name === '.' || name === '..' || whyWithheld(name) !== undefined
}
