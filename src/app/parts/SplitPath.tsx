import { For, Show } from 'solid-js'
import { SplitName } from '../ui/SplitName.tsx'

export interface SplitPathProps {
  path: string
  /** Whether the last name is a file's. */
  hasExtension?: boolean | undefined
}

/** A path wraps at its slashes; each name is isolated, so that none can turn round the others. */
export function SplitPath(props: SplitPathProps) {
  const names = () => props.path.split('/').filter(Boolean)
  return (
    <For each={names()}>
      {(name, at) => (
        <>
          <Show when={at() > 0}>
            <span>/</span>
            <wbr />
          </Show>
          <SplitName
            name={name}
            hasExtension={props.hasExtension === true && at() === names().length - 1}
          />
        </>
      )}
    </For>
  )
}
