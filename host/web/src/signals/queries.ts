import { queryOptions } from '@tanstack/react-query'
import { api, type Query } from '@/api/client'
import type { Insights, MailServer, Notices, NoticeSettings, Webhook } from '@/api/insightTypes'
import type { Page } from '@/api/types'

export const insightsKey = ['insights'] as const
export const noticesKey = ['notifications'] as const

export const insightsQuery = (question: Query) =>
  queryOptions({ queryKey: [...insightsKey, question], queryFn: ({ signal }) => api.get<Insights>('insights', question, signal) })

/** Only how many are unread, or the latest with it. */
export const noticesQuery = (limit: number) =>
  queryOptions({ queryKey: [...noticesKey, limit], queryFn: ({ signal }) => api.get<Notices>('notifications', { limit }, signal) })

export const noticeSettingsQuery = queryOptions({ queryKey: ['me', 'notifications'], queryFn: ({ signal }) => api.get<NoticeSettings>('me/notifications', {}, signal) })
export const webhooksQuery = queryOptions({ queryKey: ['me', 'webhooks'], queryFn: ({ signal }) => api.get<Page<Webhook>>('me/webhooks', {}, signal) })
export const mailServerQuery = queryOptions({ queryKey: ['mail-server'], queryFn: ({ signal }) => api.get<MailServer>('admin/mail', {}, signal) })
