using FundLedger.SpaceReturns;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Asking;

/// <summary>Lists as people type them.</summary>
internal static class TypedLists
{
    /// <summary>One text a line, in both languages around a bar: <c>中文 | English</c>; without a bar it stands for both.</summary>
    internal static IReadOnlyList<Bilingual> Texts(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split('|', 2, StringSplitOptions.TrimEntries)).Select(parts => new Bilingual(parts[0], parts[^1]))];

    /// <summary>Tiers with commas between, each its floor and its share: <c>50000:10%, 200000:20%</c>; an empty text for none.</summary>
    internal static Outcome<IReadOnlyList<ReturnTier>> Tiers(string text, Currency currency, string field)
    {
        var tiers = new List<ReturnTier>();
        foreach (var one in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (one.Split(':', StringSplitOptions.TrimEntries) is not [var floor, var share]) return Refusal.Of("return-tiers", field, $"“{one}”请写成 起点:比例，如 50000:10%。", $"Write '{one}' as floor:share, such as 50000:10%.");
            var above = 0L;
            if (floor != "0")
            {
                if (!TypedAmount.Read(floor, currency, field).IsDone(out var amount, out var refusal)) return refusal;
                above = amount.MinorUnits;
            }

            if (!TypedShare.Read(share, field).IsDone(out var read, out var notRead)) return notRead;
            tiers.Add(new ReturnTier(above, read));
        }

        return tiers;
    }

    /// <summary>Hours with at most two places.</summary>
    internal static Outcome<TypedHours> Hours(string? text, string field) => SpaceReturns.Hours.Read(text) is { } hours ? new TypedHours(hours)
        : Refusal.Of("hours", field, $"时长须大于零，最多两位小数，如 2.5。", $"Hours are more than zero, with at most two places, such as 2.5.");
}

internal sealed record TypedHours(Hours Value);
