/** Names the build that this code belongs to; set by Vite. */
declare const __BUILD_ID__: string
