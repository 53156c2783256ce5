using System.Globalization;
using System.Text.RegularExpressions;
using FundLedger.Applications;
using FundLedger.Awards;
using FundLedger.Donors.Pinyin;
using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.Payments;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Pages.Applications;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages;

/// <summary>Something the search box found that has a page of its own.</summary>
/// <param name="Code">Its number or code, as it is known by.</param>
public sealed record FoundThing(string Path, string Name, string Code)
{
    internal static readonly Bilingual Awards = new("立项", "Awards");
    internal static readonly Bilingual Applications = new("申请", "Applications");
    internal static readonly Bilingual Organisations = new("机构", "Organisations");
    internal static readonly Bilingual Payments = new("付款", "Payments");
    internal static readonly Bilingual Vouchers = new("凭证", "Vouchers");
}

/// <summary>Looks for what has a number or a name beside the entries: by the same words, as far as whoever asks may read it.</summary>
internal static partial class ThingSearch
{
    /// <summary>By kind; kinds of which nothing was found are not there.</summary>
    /// <param name="most">Of each kind.</param>
    internal static async Task<IReadOnlyList<(Bilingual Kind, IReadOnlyList<FoundThing> Found)>> RunAsync(LedgerPage page, LedgerReader reader, Books books, string text, int most)
    {
        if (text.Length == 0) return [];
        var (me, words) = (page.Me!, new NamePattern(text));
        bool Is(string code, string name) => code.Contains(text, StringComparison.OrdinalIgnoreCase) || name.Contains(text, StringComparison.OrdinalIgnoreCase) || words.Matches(name);
        var readsBooks = page.MaySomewhere(Permission.ReadLedger);
        var memberships = (await ApplicationReading.MembershipsAsync(reader, me.Person.Id)).Select(member => member.Application).ToHashSet();
        (Bilingual, IReadOnlyList<FoundThing>)[] groups =
        [
            (FoundThing.Awards, [.. (await AwardReading.ListAsync(reader, books)).Where(award => Is(award.Number, award.Terms.Title) && me.MayRead(books, award, page.Today)).Take(most)
                .Select(award => new FoundThing($"/awards/{Uri.EscapeDataString(award.Number)}", award.Terms.Title, award.Number))]),
            (FoundThing.Applications, [.. (await ApplicationReading.ListAsync(reader)).Where(one => Is(one.Number, one.Title) && me.MayRead(one, memberships.Contains(one.Id), page.Today)).Take(most)
                .Select(one => new FoundThing($"/applications/{Uri.EscapeDataString(one.Number)}", one.Title, one.Number))]),
            (FoundThing.Organisations, [.. (await FundLedger.Organisations.Directory.ListAsync(reader)).Where(one => Is(one.Code, one.Name) && (readsBooks || page.May(Permission.ReadOrganisation, new Target(Organisation: one.Code)))).Take(most)
                .Select(one => new FoundThing($"/organisations/{Uri.EscapeDataString(one.Code)}", one.Name, one.Code))]),
            (FoundThing.Payments, readsBooks && text.Any(char.IsAsciiDigit) ? [.. (await PaymentReading.PaymentsAsync(reader, books))
                .Where(payment => (string.Equals(payment.Reference, text, StringComparison.OrdinalIgnoreCase) || payment.Order.ToString(CultureInfo.InvariantCulture) == text) && page.May(Permission.ReadLedger, books.TargetOf(payment.Fund))).Take(most)
                .Select(payment => new FoundThing($"/payments/{payment.Order}", payment.Fund.Name, payment.Reference))] : []),
            (FoundThing.Vouchers, await VouchersAsync(page, reader, books, text)),
        ];
        return [.. groups.Where(group => group.Item2.Count > 0)];
    }

    private static async Task<IReadOnlyList<FoundThing>> VouchersAsync(LedgerPage page, LedgerReader reader, Books books, string text)
    {
        if (VoucherOf().Match(text) is not { Success: true } named || !PeriodMonth.TryParse($"{named.Groups["year"]}-{named.Groups["month"]}", out var month) || !long.TryParse(named.Groups["number"].Value, CultureInfo.InvariantCulture, out var number)) return [];
        var found = new List<FoundThing>();
        foreach (var entity in books.Entities.Where(entity => page.May(Permission.ReadLedger, Reach.TargetOf(entity))))
            if ((await VoucherReading.MonthsAsync(reader, entity, month, month)).Any(one => number >= 1 && number <= one.Last))
                found.Add(new FoundThing($"/vouchers/{month}/{number}?entity={Uri.EscapeDataString(entity.Code)}", entity.Name, $"{month}/{number}"));
        return found;
    }

    [GeneratedRegex(@"^(?<year>[0-9]{4})-(?<month>[0-9]{2})(?:[/#]|\s*记[-\s]?)(?<number>[0-9]{1,9})号?$")]
    private static partial Regex VoucherOf();
}
