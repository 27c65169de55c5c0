import { useQuery } from '@tanstack/react-query'
import { billingQuery, clientsQuery } from '@/billing/queries'
import { Await } from '@/kit/feedback/States'
import { Clients } from './Clients'
import { Projects } from './Projects'
import { Rates } from './Rates'
import { WorkspaceBilling } from './WorkspaceBilling'

/** What time costs, for owners, administrators and managers. */
export default function BillingTab() {
  const billing = useQuery(billingQuery)
  const clients = useQuery(clientsQuery)
  return (
    <Await query={billing}>
      {(data) => (
        <Await query={clients}>
          {({ items }) => (
            <>
              <WorkspaceBilling billing={data} />
              <Rates billing={data} clients={items} />
              <Projects billing={data} clients={items} />
              <Clients billing={data} clients={items} />
            </>
          )}
        </Await>
      )}
    </Await>
  )
}
