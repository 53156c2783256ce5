using FundLedger.Reviews;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Reviews;

/// <summary>The form in which somebody says whom an expert is close to: who keeps the pool, or the expert.</summary>
internal static class RelationForm
{
    internal const string Step = "relate";

    internal static IReadOnlyList<(string Value, string Name)> KindsIn(Language language) => [.. Enum.GetValues<ExpertRelationKind>().Select(kind => (kind.ToString(), kind.Name().In(language)))];

    /// <param name="posted">A field of the form, by its name.</param>
    internal static Outcome<NewExpertRelation> Read(string person, Func<string, string> posted)
    {
        var kind = Enum.TryParse<ExpertRelationKind>(posted("kind"), out var read) ? read : ExpertRelationKind.RelatedPerson;
        DateOnly? ended = null;
        if (posted("ended") is { Length: > 0 } typed)
        {
            if (!IsoDates.TryParse(typed, out var day)) return Refusal.Of("date-unreadable", "ended", "请填写日期，如 2026-01-31。", "Fill in a date like 2026-01-31.");
            ended = day;
        }

        return new NewExpertRelation(person, kind, posted("name"), posted("phone"), posted("id"), posted("organisation"), ended);
    }

    internal static Bilingual Said(ExpertRelated done) => new($"已登记：{done.Kind.Name().Zh}。", $"Recorded: {done.Kind.Name().En.ToLowerInvariant()}.");
}
