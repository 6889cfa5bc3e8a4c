// expect eslint(no-restricted-imports): import one icon
import { Folder } from 'lucide-solid'

export const used = Folder
