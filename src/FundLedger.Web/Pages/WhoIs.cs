using FundLedger.People.Accounts;
using FundLedger.Storage;
using FundLedger.Values;
using Microsoft.AspNetCore.Html;

namespace FundLedger.Web.Pages;

/// <summary>Whom an id stands for, in words: people by name, and what acts without being anybody.</summary>
internal sealed class WhoIs(IReadOnlyDictionary<string, Person> people)
{
    internal static readonly Bilingual ErasedPerson = new("（已擦除的人员）", "(an erased person)");

    /// <summary>Those who are no person and act all the same.</summary>
    internal static readonly (string Id, Bilingual Name)[] Others =
    [
        ("nobody", new("未登录者", "somebody not signed in")),
        ("schedule", new("定时任务", "the schedule")),
        ("first-run", new("首次使用", "first use")),
    ];

    internal IEnumerable<Person> People => people.Values;

    internal static async Task<WhoIs> LoadAsync(LedgerReader reader) => new((await Persons.ListAsync(reader)).ToDictionary(person => person.Id));

    internal bool IsPerson(string id) => people.ContainsKey(id);

    internal Bilingual NameOf(string id)
    {
        if (people.TryGetValue(id, out var person)) return person.Name is { } name ? Bilingual.Same(name) : ErasedPerson;
        var other = Others.FirstOrDefault(known => known.Id == id);
        return other.Id is not null ? other.Name : id.StartsWith("os-", StringComparison.Ordinal) ? new("命令行", "the command line") : Bilingual.Same(id);
    }

    /// <summary>People's names are never translated.</summary>
    internal IHtmlContent Shown(string id, Language language) => NameOf(id) is var name && name.Zh == name.En ? Pages.Shown.Said(name.Zh) : new HtmlContentBuilder().Append(name.In(language));
}
