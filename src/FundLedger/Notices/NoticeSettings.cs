using FundLedger.Ledger;
using FundLedger.Outbox;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.Notices;

/// <summary>How somebody wants to hear by e-mail.</summary>
public enum MailWish
{
    None,
    AtOnce,

    /// <summary>One message each morning, when there is something.</summary>
    Daily,
}

/// <param name="Language">Of messages.</param>
public sealed record NoticeSettings(string Person, MailWish Mail, Language Language)
{
    private static readonly SqlFile List = new("notices/list_settings");
    private static readonly SqlFile Find = new("notices/find_settings");
    private static readonly SqlFile Save = new("notices/save_settings");

    /// <summary>A person's; in the program only, where they have said nothing.</summary>
    public static async Task<NoticeSettings> OfAsync(LedgerReader reader, string person) =>
        (await reader.FindAsync<Row>(Find, new { owner = person }))?.ToSettings() ?? new NoticeSettings(person, MailWish.None, Language.Zh);

    internal static async Task<IReadOnlyList<NoticeSettings>> ListAsync(LedgerReader reader) => [.. (await reader.QueryAsync<Row>(List)).Select(row => row.ToSettings())];

    internal static Task SaveAsync(LedgerTransaction tx, NoticeSettings settings) =>
        tx.ExecuteAsync(Save, new { owner = settings.Person, mail = StoredWords.Word(settings.Mail), language = settings.Language.TagOf() });

    private sealed record Row
    {
        public string Person { get; init; } = "";
        public string Mail { get; init; } = "";
        public string Language { get; init; } = "";

        internal NoticeSettings ToSettings()
        {
            Languages.TryParse(Language, out var language);
            return new NoticeSettings(Person, StoredWords.Read<MailWish>(Mail), language);
        }
    }
}

public sealed record NoticeSettingsSet(MailWish Mail);

/// <summary>Says how one wants to hear, and where: only for oneself.</summary>
public sealed class SetNotices(Database database)
{
    /// <param name="email">Empty for none.</param>
    public Task<Outcome<NoticeSettingsSet>> RunAsync(Asked asked, MailWish mail, Language language, string email, CancellationToken stop = default) => database.WriteAsync<NoticeSettingsSet>(
        asked.For("set-notices", OperationField.Of("mail", StoredWords.Word(mail)), OperationField.Of("language", language.TagOf()), OperationField.Personal("email", email.Length == 0 ? "" : Persons.Normalised(email))) with { Erases = true },
        async tx =>
        {
            if (await Persons.FindAsync(tx, asked.Actor) is not { IsActive: true, Name: { } name, SignInName: { } signInName } person) return Authority.NotThere;
            var typed = string.IsNullOrWhiteSpace(email) ? null : email;
            if (mail != MailWish.None && typed is null) return Refusal.Of("email-missing", "email", "要收邮件，请填写电子邮箱。", "Give an e-mail address to get messages at.");
            if (typed?.Trim() != person.Email && await PersonStore.RenameAsync(tx, person.Id, new PersonNames(name, signInName, typed)) is { } refusal) return refusal;
            await NoticeSettings.SaveAsync(tx, new NoticeSettings(person.Id, mail, language));
            await AuditTrail.AddAsync(tx, AuditNote.Done("set-notices", "person", person.Id, StoredWords.Word(mail)));
            return new NoticeSettingsSet(mail);
        }, stop);

    /// <summary>Sends oneself a message.</summary>
    public Task<Outcome<DeliveryStep>> TestAsync(Asked asked, CancellationToken stop = default) => database.WriteAsync<DeliveryStep>(asked.For("test-mail"), async tx =>
    {
        if (await Persons.FindAsync(tx, asked.Actor) is not { IsActive: true, Email: not null } person || (await NoticeSettings.OfAsync(tx, person.Id)).Mail == MailWish.None)
            return Refusal.Of("email-missing", "email", "请先选择收邮件、填写电子邮箱并保存。", "Choose to get messages, give an address and keep it first.");
        var happened = await Events.AddAsync(tx, new Happening(EventKind.MailTest, "") { Person = person.Id });
        Invariant.Holds(await Events.MarkSpreadAsync(tx, happened), "a test is told to nobody else");
        var delivery = await DeliveryStore.InsertAsync(tx, DeliveryChannel.AtOnce, person: person.Id);
        await PersonNotices.InsertAsync(tx, person.Id, happened, delivery);
        return new DeliveryStep(delivery);
    }, stop);
}
