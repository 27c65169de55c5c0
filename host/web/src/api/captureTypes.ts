// How editors, watchers and tools reach this server.

export type CaptureEndpoints = {
  wakatime_api_url: string
  devtime_url: string
  activitywatch_url: string
  activitywatch_listener: { port: number; mine: boolean } | null
}
export type EditorKey = { id: string; name: string; prefix: string; created_at: string; last_used_at: string | null }
export type NewEditorKey = { id: string; name: string; key: string; created_at: string }
export type CapturePrivacy = { hash_paths: boolean; excluded_projects: string[]; excluded_files: string[]; fill_browser_projects: boolean }
