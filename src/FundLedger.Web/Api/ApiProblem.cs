using System.Text.Json;
using FundLedger.Values;
using FundLedger.Web.Hosting;

namespace FundLedger.Web.Api;

/// <summary>Why a call failed, as RFC 9457 has it.</summary>
/// <param name="Type">Where the code is explained.</param>
/// <param name="Title">The same for every problem of the code, in the reader's language.</param>
/// <param name="Detail">What is wrong here, and the mend, in the reader's language.</param>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Field">The field, parameter or header to mend; empty when it is the whole request.</param>
/// <param name="Errors">All that is wrong, where there are several; the first is told above.</param>
public sealed record Problem(string Type, string Title, int Status, string Detail, string Code, string Field, IReadOnlyList<ProblemPart>? Errors = null)
{
    internal const string MediaType = "application/problem+json";

    internal static Problem Of(IReadOnlyList<Refusal> refusals, int status, Language language)
    {
        var first = refusals[0];
        var title = (ProblemCode.All.GetValueOrDefault(first.Code) ?? ProblemCode.OfStatus(status)).Title;
        return new(
            $"/problems/{first.Code}", title.In(language), status, first.Message.In(language), first.Code, first.Field,
            refusals.Count == 1 ? null : [.. refusals.Select(refusal => new ProblemPart(refusal.Code, refusal.Field, refusal.Message.In(language)))]);
    }
}

/// <summary>One of several things that are wrong.</summary>
public sealed record ProblemPart(string Code, string Field, string Detail);

/// <summary>Answers with a problem.</summary>
internal sealed class ApiProblem(IReadOnlyList<Refusal> refusals, int status) : IResult
{
    internal ApiProblem(Refusal refusal) : this([refusal], ProblemCode.StatusOf(refusal))
    {
    }

    internal ApiProblem(ProblemCode code, string field = "") : this([code.About(field)], code.Status)
    {
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, language) = (httpContext.Response, PageLanguage.Of(httpContext.Request));
        (response.StatusCode, response.ContentType) = (status, Problem.MediaType);
        (response.Headers.ContentLanguage, response.Headers.Vary, response.Headers.CacheControl) = (language.TagOf(), "Accept-Language, Authorization, Cookie", "no-store");
        if (status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";
        return response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(Problem.Of(refusals, status, language), ApiJson.Shape), httpContext.RequestAborted).AsTask();
    }
}
