using FundLedger.Ledger;

namespace FundLedger.People.Accounts;

/// <summary>Who somebody is, as they or an administrator typed it.</summary>
/// <param name="Email">Null when they have none.</param>
public sealed record PersonNames(string Name, string SignInName, string? Email = null)
{
    internal IEnumerable<OperationField> Content =>
        [OperationField.Personal("name", Name), OperationField.Personal("sign-in-name", Persons.Normalised(SignInName)), OperationField.Personal("email", Email is null ? null : Persons.Normalised(Email))];

    internal PersonNames Trimmed => new(Name.Trim().ToNfc(), SignInName.Trim().ToNfc(), string.IsNullOrWhiteSpace(Email) ? null : Email.Trim().ToNfc());
}

/// <summary>Rows of people, changed inside the caller's operation.</summary>
internal static class PersonStore
{
    private static readonly SqlFile Insert = new("people/insert_person");
    private static readonly SqlFile Rename = new("people/rename_person");
    private static readonly SqlFile SetStatus = new("people/set_status");
    private static readonly SqlFile Save = new("people/save_sign_in");

    /// <summary>Adds a person whose names nobody else has.</summary>
    /// <returns>The id the ledger gave them.</returns>
    internal static async Task<Outcome<string>> AddAsync(LedgerTransaction tx, PersonNames names, string? passwordHash)
    {
        var typed = names.Trimmed;
        if (await RefusalForAsync(tx, typed, self: null) is { } refusal) return refusal;
        var id = "p-" + Convert.ToHexStringLower(tx.NewSalt().AsSpan(0, 10));
        await tx.ExecuteAsync(Insert, new
        {
            person_id = id,
            name = typed.Name,
            sign_in_name = typed.SignInName,
            sign_in_key = Persons.KeyOf(tx, "sign-in", typed.SignInName),
            email = typed.Email,
            email_key = typed.Email is null ? null : Persons.KeyOf(tx, "email", typed.Email),
            password_hash = passwordHash,
            security_stamp = NewStamp(tx),
            created_at = tx.RecordedAt,
        });
        return id;
    }

    internal static async Task<Refusal?> RenameAsync(LedgerTransaction tx, string person, PersonNames names)
    {
        var typed = names.Trimmed;
        if (await RefusalForAsync(tx, typed, self: person) is { } refusal) return refusal;
        var changed = await tx.ExecuteAsync(Rename, new
        {
            name = typed.Name,
            sign_in_name = typed.SignInName,
            sign_in_key = Persons.KeyOf(tx, "sign-in", typed.SignInName),
            email = typed.Email,
            email_key = typed.Email is null ? null : Persons.KeyOf(tx, "email", typed.Email),
            person_id = person,
        });
        return changed == 0 ? Roles.Authority.NotThere : null;
    }

    /// <summary>Moves a person between active and disabled; every session they have is over.</summary>
    internal static async Task<bool> SetStatusAsync(LedgerTransaction tx, string person, PersonStatus status) =>
        await tx.ExecuteAsync(SetStatus, new { status = StoredWords.Word(status), security_stamp = NewStamp(tx), person_id = person }) > 0;

    /// <returns>False when somebody changed it since it was read.</returns>
    internal static async Task<bool> SaveAsync(LedgerTransaction tx, string person, SignInState state) => await tx.ExecuteAsync(Save, new
    {
        password_hash = state.PasswordHash,
        security_stamp = state.SecurityStamp,
        totp_key = state.TotpKey,
        has_two_factors = state.HasTwoFactors ? 1 : 0,
        failed_count = state.FailedCount,
        lockout_end = state.LockoutEnd,
        person_id = person,
        version = state.Version,
    }) > 0;

    internal static string NewStamp(LedgerTransaction tx) => Convert.ToHexStringLower(tx.NewSalt());

    private static async Task<Refusal?> RefusalForAsync(LedgerTransaction tx, PersonNames typed, string? self)
    {
        if (typed.Name.Length == 0 || typed.Name.Length > KeptText.PersonName.Longest)
            return Refusal.Of("person-name", "name", "请填写姓名（不超过 200 字）。", "Give a name of at most 200 characters.");
        if (typed.SignInName.Length < 2 || typed.SignInName.Length > KeptText.SignInName.Longest || typed.SignInName.Any(char.IsControl))
            return Refusal.Of("sign-in-name", "signInName", "登录名应为 2 至 200 个字符。", "A sign-in name has 2 to 200 characters.");
        if (typed.Email is { } email && (email.Length > KeptText.Email.Longest || email.IndexOf('@') is var at && (at < 1 || at == email.Length - 1) || email.Any(char.IsWhiteSpace)))
            return Refusal.Of("email", "email", "电子邮箱地址不完整。", "This is no whole e-mail address.");
        if (await Persons.FindBySignInNameAsync(tx, typed.SignInName) is { } sameName && sameName.Id != self)
            return Refusal.Of("sign-in-name-taken", "signInName", "这个登录名已被使用。请换一个。", "Somebody signs in under this name already. Choose another.");
        if (typed.Email is not null && await Persons.FindByEmailAsync(tx, typed.Email) is { } sameEmail && sameEmail.Id != self)
            return Refusal.Of("email-taken", "email", "这个电子邮箱已属于另一个账户：一人只有一个账户。", "This e-mail address belongs to another account already: a person has one account.");
        return null;
    }
}
