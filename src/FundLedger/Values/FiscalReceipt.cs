namespace FundLedger.Values;

/// <summary>The fiscal e-receipt (公益事业捐赠票据) of a gift, as the finance authority gave it: three codes and a day, registered here and never made up.</summary>
/// <param name="Code">票据代码; usually 8 digits.</param>
/// <param name="Number">票据号码; usually 10 digits, unique under its code.</param>
/// <param name="CheckCode">校验码; usually 6 characters.</param>
public sealed record FiscalReceipt(string Code, string Number, string CheckCode, DateOnly IssuedOn)
{
    /// <summary>Codes as they were typed: forms of full width are those of half width, and blanks are left out.</summary>
    public static FiscalReceipt Of(string code, string number, string checkCode, DateOnly issuedOn) => new(Typed(code), Typed(number), Typed(checkCode), issuedOn);

    /// <summary>Why it cannot be registered; null when it can.</summary>
    public Refusal? RefusalFor(DateOnly today) =>
        RefusalFor(Code, "code", "票据代码", "code") ?? RefusalFor(Number, "number", "票据号码", "number") ?? RefusalFor(CheckCode, "check-code", "校验码", "check code")
        ?? (IssuedOn <= today ? null : Refusal.Of("date-in-future", "issued-on", $"开票日期 {IssuedOn.ToIso()} 晚于今天（{today.ToIso()}）。", $"The day of issue {IssuedOn.ToIso()} is after today ({today.ToIso()})."));

    private static Refusal? RefusalFor(string text, string field, string zh, string en) =>
        text.Length > 0 && text.Length <= KeptText.FiscalText.Longest && text.All(char.IsAsciiLetterOrDigit) ? null
            : Refusal.Of("fiscal-text", field,
                $"{zh}应为 1 至 {KeptText.FiscalText.Longest} 位数字或字母，请照财政票据填写。",
                $"The {en} has 1 to {KeptText.FiscalText.Longest} digits or letters; write it as the fiscal receipt has it.");

    private static string Typed(string text) => string.Concat(text.Normalize(System.Text.NormalizationForm.FormKC).Where(letter => !char.IsWhiteSpace(letter)));
}
