import ListTodo from 'lucide-solid/icons/list-todo'
import type { Command } from '../../commands/registry.ts'
import type { Jobs } from './jobs.store.ts'
import { jobsStrings as s } from './jobs.strings.ts'

export function jobsCommands(jobs: Jobs): readonly Command[] {
  return [
    {
      id: 'app.jobs',
      label: () => s.jobs,
      group: 'view',
      icon: ListTodo,
      keys: 'Mod+J',
      checked: jobs.isOpen,
      run: () => jobs.setOpen(!jobs.isOpen()),
    },
  ]
}
