using System.Globalization;

namespace FundLedger.Voice;

/// <summary>What came of a survey or a vote.</summary>
/// <param name="Content">The share of those who answered who are content, rounded down; zero where nobody answered; null of a vote.</param>
/// <param name="Questions">Of each question, how often 1, 2, 3, 4 and 5 were given.</param>
/// <param name="Options">Of each option, how many chose it.</param>
public sealed record SurveyCount(int Respondents, BasisPoints? Content, IReadOnlyList<IReadOnlyList<int>> Questions, IReadOnlyList<int> Options)
{
    public const int HighestMark = 5;

    /// <param name="answers">The marks of alike answers, and how many there are of them.</param>
    internal static SurveyCount Of(SurveyTerms terms, IEnumerable<(string Marks, long Times)> answers)
    {
        var questions = terms.Questions.Select(_ => new int[HighestMark]).ToArray();
        var options = new int[terms.Options.Count];
        var respondents = 0;
        foreach (var (marks, times) in answers)
        {
            respondents += (int)times;
            var numbers = marks.Split(',').Select(mark => int.Parse(mark, CultureInfo.InvariantCulture)).ToList();
            if (options.Length > 0) numbers.ForEach(chosen => options[chosen - 1] += (int)times);
            else for (var i = 0; i < questions.Length; i++) questions[i][numbers[i] - 1] += (int)times;
        }

        return new(respondents, options.Length > 0 ? null : ContentOf(terms, questions, respondents), questions, options);
    }

    private static BasisPoints ContentOf(SurveyTerms terms, int[][] questions, int respondents) =>
        new(respondents == 0 ? 0 : (int)(questions[terms.Overall - 1].Skip(terms.ContentFrom - 1).Sum(count => (long)count) * BasisPoints.Whole.Value / respondents));
}
