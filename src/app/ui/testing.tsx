import type { JSX } from 'solid-js'
import { render } from 'solid-js/web'
import { afterEach } from 'vitest'
import './styles.css'

const mounted: (() => void)[] = []

afterEach(() => {
  for (const dispose of mounted.splice(0)) dispose()
})

/** Mounts a component in a page of its own until the test is over. */
export function show(ui: () => JSX.Element): HTMLElement {
  const root = document.createElement('div')
  document.body.append(root)
  const dispose = render(ui, root)
  mounted.push(() => {
    dispose()
    root.remove()
  })
  return root
}
