using System.Net;

namespace Daybook.Kernel.Ai.Providers;

/// <summary>Says what a server's refusal means, in our words, and lets no answer grow without bound.</summary>
internal sealed class AnswerHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MaxBytes = 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            throw ModelException.In(failure) ?? new ModelException(ModelException.Unreachable, passing: true, inner: failure);
        }

        try
        {
            Judge(response);
            await response.Content.LoadIntoBufferAsync(MaxBytes, cancellationToken);
            return response;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            response.Dispose();
            throw new ModelException(ModelException.BadAnswer, inner: failure);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static void Judge(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode || response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity) return;
        var after = response.Headers.RetryAfter?.Delta;
        throw (int)response.StatusCode switch
        {
            401 or 403 => new ModelException(ModelException.Unauthorized),
            429 => new ModelException(ModelException.RateLimited, after),
            >= 500 => new ModelException(ModelException.ServerError, after, passing: true),
            >= 300 and < 400 => new ModelException(ModelException.Denied),
            _ => new ModelException(ModelException.BadRequest),
        };
    }
}
