// The window's one set of toasts, handed down: features say what happened, the shell shows it.
import { createContext, useContext } from 'solid-js'
import type { Toasts } from '../ui/toasts.ts'

const ToastsContext = createContext<Toasts>()

export const ToastsProvider = ToastsContext.Provider

/** @throws {Error} outside `ToastsProvider` */
export function useToasts(): Toasts {
  const toasts = useContext(ToastsContext)
  if (toasts === undefined) throw new Error('useToasts needs a ToastsProvider around it.')
  return toasts
}
