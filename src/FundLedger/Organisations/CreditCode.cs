namespace FundLedger.Organisations;

/// <summary>The unified social credit code (统一社会信用代码) of GB 32100-2015: 18 characters, the last of which checks the others.</summary>
public static class CreditCode
{
    public const int Length = 18;
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"; // without I, O, S, V, Z: they look like others
    private static readonly int[] Weights = [.. Enumerable.Range(0, Length - 1).Select(place => (int)System.Numerics.BigInteger.ModPow(3, place, Alphabet.Length))];

    /// <summary>In capitals, without blanks; null for none.</summary>
    public static string? Tidied(string? text) => string.IsNullOrWhiteSpace(text) ? null : string.Concat(text.Where(letter => !char.IsWhiteSpace(letter))).ToUpperInvariant();

    /// <summary>What is wrong with a tidied code; null when it is sound.</summary>
    public static Refusal? RefusalFor(string code)
    {
        if (code.Length != Length)
            return Refusal.Of("credit-code", "credit-code", $"统一社会信用代码应为 {Length} 位，这里有 {code.Length} 位。", $"A unified social credit code has {Length} characters; this one has {code.Length}.");
        if (code.FirstOrDefault(letter => !Alphabet.Contains(letter)) is var odd and not '\0')
            return Refusal.Of("credit-code", "credit-code", $"统一社会信用代码不会有“{odd}”：只用数字和字母，不用 I、O、S、V、Z。", $"'{odd}' does not occur in a unified social credit code: digits and letters only, without I, O, S, V, Z.");
        var expected = CheckDigit(code[..^1]);
        return code[^1] == expected ? null
            : Refusal.Of("credit-code", "credit-code", $"统一社会信用代码的校验位不对：前 17 位的校验位应是 {expected}，这里是 {code[^1]}。请逐位核对。", $"The check digit is wrong: the first 17 characters call for {expected}, and this is {code[^1]}. Compare every character.");
    }

    /// <param name="first">The 17 characters before it.</param>
    internal static char CheckDigit(string first)
    {
        Invariant.Holds(first.Length == Length - 1);
        var sum = first.Select((letter, place) => Alphabet.IndexOf(letter, StringComparison.Ordinal) * Weights[place]).Sum();
        return Alphabet[(Alphabet.Length - sum % Alphabet.Length) % Alphabet.Length];
    }
}
