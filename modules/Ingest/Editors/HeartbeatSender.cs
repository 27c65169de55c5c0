using System.Net;
using Daybook.Ingest.Canonical;
using Daybook.Ingest.Contracts;
using Microsoft.AspNetCore.Http;

namespace Daybook.Ingest.Editors;

/// <summary>Who sends a request, and what their user agents say. Each is read once.</summary>
internal sealed class HeartbeatSender
{
    private string? lastAgent;
    private string? lastNamed;
    private ClientTool? last;

    public HeartbeatSender(HttpRequest request)
    {
        var repairs = Repairs.None;
        UserAgent = CanonicalText.Of(request.Headers.UserAgent.ToString(), CanonicalContext.Agent, ref repairs);
        // Sent as part of an address: "my+laptop", "my%20laptop".
        Machine = CanonicalText.Of(WebUtility.UrlDecode(request.Headers["X-Machine-Name"].ToString()).Trim(), CanonicalContext.Name, ref repairs);
    }

    public string? UserAgent { get; }

    public string? Machine { get; }

    /// <summary>What the user agent says; <paramref name="agent"/>: the AI agent that the heartbeat names itself.</summary>
    public ClientTool Tool(string? userAgent, string? agent)
    {
        if (last is not null && ReferenceEquals(userAgent, lastAgent) && agent == lastNamed) return last;
        (lastAgent, lastNamed) = (userAgent, agent);
        var tool = UserAgents.Parse(userAgent);
        if (agent is null || tool.Agent is not null) return last = tool;
        var name = ToolNames.Agent(agent);
        return last = tool with { Tool = name, Host = tool.Tool == name || tool.Tool == "Unknown" ? null : tool.Tool, Agent = name };
    }
}
