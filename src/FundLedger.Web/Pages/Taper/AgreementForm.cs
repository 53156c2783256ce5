using System.Globalization;
using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Pages.Taper;

/// <summary>Reads all that a plan's terms say from a form, and writes it as it would be typed.</summary>
internal static class AgreementForm
{
    private static readonly IReadOnlyList<(TaperConditionKind Kind, string[] Words)> Words =
    [
        (TaperConditionKind.Report, ["运营结果", "报告", "report"]), (TaperConditionKind.Satisfaction, ["满意度", "satisfaction"]), (TaperConditionKind.SelfSufficiency, ["自我造血率", "self-sufficiency"]),
    ];

    internal static Outcome<TaperPlanTerms> Read(Func<string, string> typed, Currency currency)
    {
        var form = new DraftForm(typed, currency);
        if (form.Read() is not { } draft) return form.Refusals[0];
        var targets = form.Shares("targets");
        if (targets is null) return form.Refusals[0];
        if (!Conditions(typed("conditions")).IsDone(out var conditions, out var refusal)) return refusal;
        if (!int.TryParse(typed("dueDays") is { Length: > 0 } days ? days : "0", NumberStyles.None, CultureInfo.InvariantCulture, out var dueDays)) return Refusal.Of("taper-due-days", "dueDays", "天数为整数。", "Days are a whole number.");
        BasisPoints? band = null;
        if (typed("band").Length > 0)
        {
            if (!TypedShare.Read(typed("band"), "band").IsDone(out var share, out refusal)) return refusal;
            band = share;
        }

        return new TaperPlanTerms(typed("title"), draft.Terms, draft.Parts, typed("basis") == nameof(TaperBasis.Plan) ? TaperBasis.Plan : TaperBasis.Actual, conditions, targets, dueDays, band);
    }

    /// <summary>One a line: <c>满意度 80% 5-12</c>, with the periods that ask for it where not all do.</summary>
    internal static string Text(IReadOnlyList<TaperCondition> conditions, Language language) => string.Join('\n', conditions.Select(condition =>
        $"{Words.First(known => known.Kind == condition.Kind).Words[language == Language.Zh ? 0 : ^1]}{(condition.Target is { } target ? $" {target}" : "")}{(condition.From == 1 && condition.To is null ? "" : $" {condition.From}-{condition.To}")}"));

    internal static string Text(IEnumerable<BasisPoints> shares) => string.Join(", ", shares.Select(share => share.ToString().TrimEnd('%')));

    private static Outcome<IReadOnlyList<TaperCondition>> Conditions(string text)
    {
        var conditions = new List<TaperCondition>();
        foreach (var line in text.Split(['\n', '\r', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Condition(line).IsDone(out var condition, out var refusal)) return refusal;
            conditions.Add(condition);
        }

        return new Outcome<IReadOnlyList<TaperCondition>>.Done(conditions);
    }

    private static Outcome<TaperCondition> Condition(string line)
    {
        var parts = line.Split([' ', '\t', '：', ':'], StringSplitOptions.RemoveEmptyEntries).ToList();
        var kind = Words.Where(known => known.Words.Contains(parts[0], StringComparer.OrdinalIgnoreCase)).Select(known => (TaperConditionKind?)known.Kind).FirstOrDefault();
        var (from, to) = (1, (int?)null);
        if (parts.Count > 1 && parts[^1].Split('-', '–') is [var first, var last])
        {
            if (!int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out from)) kind = null;
            if (last.Length > 0) to = int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : -1;
            parts.RemoveAt(parts.Count - 1);
        }

        BasisPoints? target = null;
        if (parts.Count == 2)
        {
            if (!TypedShare.Read(parts[1], "conditions").IsDone(out var share, out var refusal)) return refusal;
            target = share;
        }

        return kind is { } of && parts.Count <= 2 ? new TaperCondition(of, target, from, to)
            : Refusal.Of("taper-condition", "conditions", $"“{line}”应为“运营结果”“满意度 80”或“自我造血率 50”，可加期数如 5-12。", $"'{line}' should be 'report', 'satisfaction 80' or 'self-sufficiency 50', with periods such as 5-12 where not all ask for it.");
    }
}
