// What Chromium has and TypeScript's library for workers does not know. Elsewhere only the origin's own folders can
// be had as handles, and those need no permission.
interface FileSystemHandle {
  queryPermission?(permission: { readonly mode: 'read' | 'readwrite' }): Promise<PermissionState>
}
