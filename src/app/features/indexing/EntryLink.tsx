import { nameOf, parentOf, ROOT, type RelPath } from '#vdfs/api/paths.ts'
import type { LocationId } from '#vdfs/api/ids.ts'
import { useNavigation } from '../../navigation/navigation.tsx'
import { printPlace, type FolderPlace } from '../../navigation/place.ts'
import { EntryIcon } from '../../parts/EntryIcon.tsx'
import { SplitPath } from '../../parts/SplitPath.tsx'
import { folderKind, kindOf } from '#vdfs/api/kinds.ts'
import styles from './EntryLink.module.css'

export interface EntryPathProps {
  /** What the location itself is called. */
  name: string
  path: RelPath
  kind: 'file' | 'folder'
}

export interface EntryLinkProps extends EntryPathProps {
  locationId: LocationId
}

/** An entry by its path, leading to the folder it is in. */
export function EntryLink(props: EntryLinkProps) {
  const navigation = useNavigation()
  const place = (): FolderPlace => {
    const name = nameOf(props.path)
    return {
      screen: 'folder',
      at: { locationId: props.locationId, path: parentOf(props.path) ?? ROOT },
      select: name === '' ? undefined : name,
    }
  }
  const open = (event: MouseEvent) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    navigation.go(place())
  }
  return (
    <a class={styles['link']} href={printPlace(place())} onClick={open}>
      <IconAndPath {...props} />
    </a>
  )
}

/** The same where there is nowhere to go. */
export function EntryPath(props: EntryPathProps) {
  return (
    <span class={styles['link']}>
      <IconAndPath {...props} />
    </span>
  )
}

function IconAndPath(props: EntryPathProps) {
  const kind = () => (props.kind === 'folder' ? folderKind : kindOf(nameOf(props.path))).kind
  return (
    <>
      <EntryIcon kind={kind()} />
      <span class={styles['path']}>
        <SplitPath path={props.path || props.name} hasExtension={props.kind === 'file'} />
      </span>
    </>
  )
}
