export { createApi } from './create-api.ts';
export { startSimulator } from './http-server.ts';
export { OptionError } from './options.ts';
export { buildWebhookRequest, type WebhookWorld } from './webhooks/build-webhook.ts';
export { signEventId } from './webhooks/sign-event.ts';
export type {
	Account,
	ApiOptions,
	ApiVersionName,
	Application,
	Erp,
	Latency,
	RateLimitOptions,
	ResetFormat,
	SearchOptions,
	Settings,
	SimulatorOptions,
	SplitOrders,
} from './options.ts';
export type {
	EndpointName,
	Fault,
	FaultBody,
	FaultEffect,
	FaultTrigger,
	SetFault,
} from './fault-types.ts';
export type {
	ApiAnswer,
	ApiRequest,
	Control,
	LoggedRequest,
	Outcome,
	SimulatedApi,
	Simulator,
	State,
	Usage,
} from './simulator-types.ts';
export type { V5Options } from './api/v5/options.ts';
export type { V6Options } from './api/v6/options.ts';
export type { Order, SubOrder } from './data/order.ts';
export type {
	NewSubOrder,
	OrderChange,
	OrderDeletion,
	OrderEntry,
	OrderSelection,
	SubOrderEntry,
} from './data/order-changes.ts';
export type {
	Webhook,
	WebhookAnswer,
	WebhookEvent,
	WebhookEventType,
	WebhookForm,
	WebhookPost,
	WebhookRequest,
	WebhookSignature,
} from './webhooks/webhook-types.ts';
