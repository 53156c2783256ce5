using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Api;

/// <summary>Where the type of a problem leads: what its code means, in both languages.</summary>
internal static class ProblemsApi
{
    private const int LongestCode = 80;

    internal static void MapProblems(this WebApplication app)
    {
        app.MapGet("/problems", () => new ApiAnswer(ProblemCode.All.Values.OrderBy(problem => problem.Status).ThenBy(problem => problem.Code, StringComparer.Ordinal).Select(ProblemShown.Of).ToArray()) { IsPublic = true, IsTagged = true }).AnyoneMay();
        app.MapGet("/problems/{code}", (string code) => !IsCode(code) ? Results.NotFound() : new ApiAnswer(ProblemCode.All.TryGetValue(code, out var known) ? ProblemShown.Of(known) : ProblemShown.OfRule(code)) { IsPublic = true, IsTagged = true }).AnyoneMay();
    }

    private static bool IsCode(string code) => code.Length <= LongestCode && code.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}

/// <param name="Says">What is wrong and the mend; of a rule of the books, the detail of each answer says it with its figures.</param>
public sealed record ProblemShown(string Code, int Status, Bilingual Title, Bilingual Says)
{
    internal static ProblemShown Of(ProblemCode problem) => new(problem.Code, problem.Status, problem.Title, problem.Says);

    /// <summary>Every rule words its own refusal, with what it was about.</summary>
    internal static ProblemShown OfRule(string code)
    {
        var status = ProblemCode.StatusOf(new Refusal(code, "", ProblemCode.Refused.Says));
        return new(code, status, ProblemCode.OfStatus(status).Title, ProblemCode.OfStatus(status).Says);
    }
}
