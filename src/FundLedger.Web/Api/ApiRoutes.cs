using FundLedger.Ledger;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Api;

/// <summary>Declares endpoints: each with what the reference says of it, who may come, and how often. What all have in common is asked here, before an endpoint hears of the call.</summary>
internal sealed class ApiRoutes(IEndpointRouteBuilder app)
{
    internal const string Root = "/api/v1";
    internal const string KeyHeader = "Idempotency-Key";

    /// <summary>Whoever holds one of these somewhere comes in; what exactly is theirs, the endpoint asks.</summary>
    internal RouteHandlerBuilder Read<T>(string path, ApiAct act, Func<ApiCall, Task<IResult>> answer, params Permission[] anyOf) =>
        Map("GET", path, act, answer).Needs(anyOf).RequireRateLimiting(ApiLimits.OfATokenPolicy).Produces<T>(StatusCodes.Status200OK, ApiJson.MediaType);

    /// <summary>Whoever may read everything.</summary>
    internal RouteHandlerBuilder ReadOfAll<T>(string path, ApiAct act, Func<ApiCall, Task<IResult>> answer, Permission what) =>
        Map("GET", path, act, answer).NeedsEverywhere(what).RequireRateLimiting(ApiLimits.OfATokenPolicy).Produces<T>(StatusCodes.Status200OK, ApiJson.MediaType);

    internal RouteHandlerBuilder ReadFile(string path, ApiAct act, Func<ApiCall, Task<IResult>> answer, params Permission[] anyOf) =>
        Map("GET", path, act, answer).Needs(anyOf).RequireRateLimiting(ApiLimits.OfATokenPolicy);

    /// <summary>A file for whoever may have all of it.</summary>
    internal RouteHandlerBuilder ReadFileOfAll(string path, ApiAct act, Func<ApiCall, Task<IResult>> answer, Permission what) =>
        Map("GET", path, act, answer).NeedsEverywhere(what).RequireRateLimiting(ApiLimits.OfATokenPolicy);

    /// <summary>Open to everybody.</summary>
    internal RouteHandlerBuilder ReadOpenly<T>(string path, ApiAct act, Func<ApiCall, Task<IResult>> answer) =>
        Map("GET", path, act with { IsPublic = true }, answer).AnyoneMay().RequireRateLimiting(ApiLimits.OfAnAddressPolicy).Produces<T>(StatusCodes.Status200OK, ApiJson.MediaType);

    internal RouteHandlerBuilder Write<TBody, T>(string path, ApiAct act, Func<ApiCall, TBody, Task<IResult>> answer, params Permission[] anyOf) where TBody : class =>
        Map("POST", path, act with { IsWrite = true }, call => WithBodyAsync(call, answer)).Needs(anyOf).RequireRateLimiting(ApiLimits.OfATokenPolicy)
            .Accepts<TBody>(ApiJson.MediaType).Produces<T>(StatusCodes.Status201Created, ApiJson.MediaType);

    /// <summary>Takes a file, whatever its media type.</summary>
    internal RouteHandlerBuilder WriteFile<T>(string path, ApiAct act, Func<ApiCall, Attachment, Task<IResult>> answer, params Permission[] anyOf) =>
        Map("POST", path, act with { IsWrite = true, TakesAFile = true }, call => WithFileAsync(call, answer)).Needs(anyOf)
            .RequireRateLimiting(ApiLimits.OfATokenPolicy).Produces<T>(StatusCodes.Status201Created, ApiJson.MediaType);

    /// <summary>Changes one record, of which the caller says which version they saw.</summary>
    internal RouteHandlerBuilder Change<TBody, T>(string path, ApiAct act, Func<ApiCall, TBody, Task<IResult>> answer, params Permission[] anyOf) where TBody : class =>
        Map("PATCH", path, act with { IsWrite = true, NeedsMatch = true }, call => WithBodyAsync(call, answer)).Needs(anyOf).RequireRateLimiting(ApiLimits.OfATokenPolicy)
            .Accepts<TBody>(ApiJson.MediaType).Produces<T>(StatusCodes.Status200OK, ApiJson.MediaType);

    private RouteHandlerBuilder Map(string verb, string path, ApiAct act, Func<ApiCall, Task<IResult>> answer)
    {
        Func<HttpContext, Task<IResult>> handler = async context => RefusalFor(context, act) ?? await answer(new ApiCall(context, act));
        return app.MapMethods(Root + path, [verb], (Delegate)handler).WithMetadata(act);
    }

    /// <summary>What is wrong with any call: a parameter that nobody reads, a browser's session that would write, a write without a key.</summary>
    private static ApiProblem? RefusalFor(HttpContext context, ApiAct act)
    {
        if (context.Request.Query.Keys.FirstOrDefault(name => act.Parameters.All(known => known.Name != name)) is { } unknown)
        {
            var known = string.Join(", ", act.Parameters.Where(parameter => !context.Request.RouteValues.ContainsKey(parameter.Name)).Select(parameter => parameter.Name));
            return new([Refusal.Of("parameter-unknown", unknown, $"不认识的参数“{unknown}”。可用：{known}。", $"The parameter '{unknown}' is not known. There is: {known}.")], StatusCodes.Status400BadRequest);
        }

        if (!act.IsWrite) return null;
        // Another site can make a browser send its cookies, and never a header of our own.
        if (context.Features.Get<SignedIn>() is not { Token.Kind: TokenKind.Api }) return new(ProblemCode.TokenMissing, "Authorization");
        if (!IsKey(context.Request.Headers[KeyHeader])) return new(ProblemCode.KeyMissing, KeyHeader);
        return act.NeedsMatch && context.Request.Headers.IfMatch.Count == 0 ? new(ProblemCode.MatchMissing, "If-Match") : null;
    }

    private static bool IsKey(Microsoft.Extensions.Primitives.StringValues sent) => sent is [{ Length: > 0 and <= ApiLimits.LongestKey } key] && key.All(letter => letter is > ' ' and <= '~');

    private static async Task<IResult> WithFileAsync(ApiCall call, Func<ApiCall, Attachment, Task<IResult>> answer)
    {
        var body = await ApiBody.ReadFileAsync(call.Request);
        return body.Value is { } file ? await answer(call, file) : body.Wrong!;
    }

    private static async Task<IResult> WithBodyAsync<TBody>(ApiCall call, Func<ApiCall, TBody, Task<IResult>> answer) where TBody : class
    {
        var body = await ApiBody.ReadAsync<TBody>(call.Request);
        return body.Value is { } value ? await answer(call, value) : body.Wrong!;
    }
}
