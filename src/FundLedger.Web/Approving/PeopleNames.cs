using FundLedger.People.Accounts;
using FundLedger.People.Approvals;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Pages;
using Microsoft.AspNetCore.Html;

namespace FundLedger.Web.Approving;

/// <summary>What people who work with the books are called: colleagues know each other by name.</summary>
internal sealed class PeopleNames
{
    private static readonly Bilingual Erased = new("（姓名已擦除）", "(name erased)");

    private readonly Dictionary<string, Bilingual> names;

    private PeopleNames(IEnumerable<Person> people) => names = people.ToDictionary(person => person.Id, person => person.Name is { } name ? Bilingual.Same(name) : Erased);

    internal static async Task<PeopleNames> LoadAsync(LedgerReader reader) => new(await Persons.ListAsync(reader));

    /// <summary>By their name; by the id itself where it is no person's, as before the ledger had people.</summary>
    internal Bilingual Of(string id) => names.GetValueOrDefault(id, Bilingual.Same(id));

    /// <summary>Who decided, and in whose stead.</summary>
    internal IHtmlContent Who(ProposalDecision decision, Language language)
    {
        var html = new HtmlContentBuilder().AppendHtml(Shown.Said(Of(decision.Checker).In(language)));
        if (decision.Checker == decision.InSteadOf) return html;
        return html.Append(language == Language.Zh ? "（代 " : " (in the stead of ").AppendHtml(Shown.Said(Of(decision.InSteadOf).In(language))).Append(language == Language.Zh ? "）" : ")");
    }
}
