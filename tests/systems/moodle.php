<?php
// Imports the files for teachers into a Moodle, and tells what arrived and how it is marked.
//
//     php tests/systems/moodle.php MOODLE SITE en
//     php tests/systems/moodle.php MOODLE SITE ko
//
// MOODLE is the folder of an installation that may be filled with courses (its config.php stands
// there), SITE a built site. Moodle's own importers read the files, one cartridge a run, and its
// own questions mark the answers of questions.csv. Not a part of `make test`, which has no Moodle.
// The exit code is 1 where a question did not arrive, lacks its proof, or is marked otherwise.
//
// Tried on 30 November 2026 with Moodle 5.1 on PHP 8.2 and PostgreSQL 15.

define('CLI_SCRIPT', true);
[, $moodle, $site, $language] = $argv;
require($moodle . '/config.php');
require_once($CFG->libdir . '/questionlib.php');
require_once($CFG->dirroot . '/course/lib.php');
require_once($CFG->dirroot . '/question/format.php');
require_once($CFG->dirroot . '/backup/util/includes/restore_includes.php');
\core\session\manager::set_user(get_admin());

const ENDINGS = ['en' => '', 'ko' => '.ko'];
const SURELY_WRONG = '987654321';
$faults = 0;
$rows = rows_of("$site/teach/questions.csv");
$ending = ENDINGS[$language];
$ways = ways_of("$site/teach/course$ending.imscc");
$files = [
    "questions-gift$ending.txt" => fn($path) => imported($path, 'gift'),
    "questions-moodle$ending.xml" => fn($path) => imported($path, 'xml'),
    "course$ending.imscc" => fn($path) => restored($path),
];
foreach ($files as $name => $import) {
    try {
        tell($name, $import("$site/teach/$name"), $rows, $language);
    } catch (Throwable $error) {
        fault($name, $error->getMessage() . ' ' . ($error->debuginfo ?? ''));
    }
}
exit($faults ? 1 : 0);

// ------------------------------------------------------------------------------------ importing

/** The course into whose question bank a file was imported. */
function imported(string $path, string $format): stdClass {
    global $CFG;
    require_once("$CFG->dirroot/question/format/$format/format.php");
    $course = an_empty_course($path);
    $bank = \core_question\local\bank\question_bank_helper::get_default_open_instance_system_type(
        $course,
        true,
    );
    $context = context_module::instance($bank->id);
    $class = "qformat_$format";
    $importer = new $class();
    $importer->setCategory(question_get_default_category($context->id, true));
    $importer->setContexts([$context]);
    $importer->setCourse($course);
    $importer->setFilename($path);
    $importer->setMatchgrades('error');
    $importer->setCatfromfile(true);
    $importer->setContextfromfile(false);
    $importer->setStoponerror(true);
    $importer->set_display_progress(false);
    if (!$importer->importpreprocess() || !$importer->importprocess()) {
        throw new Exception('was not imported');
    }
    return $course;
}

/** The course that was restored from a Common Cartridge. */
function restored(string $path): stdClass {
    global $CFG, $USER;
    $folder = 'cartridge' . uniqid();
    $archive = new ZipArchive();
    $archive->open($path);
    $archive->extractTo(make_backup_temp_directory($folder));
    $course = an_empty_course($path);
    $controller = new restore_controller(
        $folder,
        $course->id,
        backup::INTERACTIVE_NO,
        backup::MODE_GENERAL,
        $USER->id,
        backup::TARGET_NEW_COURSE,
    );
    if ($controller->get_status() == backup::STATUS_REQUIRE_CONV) {
        chdir("$CFG->dirroot/backup"); // the folder of the page that restores: sheets lie below it
        $controller->convert();
    }
    if (!$controller->execute_precheck() && isset($controller->get_precheck_results()['errors'])) {
        throw new Exception(json_encode($controller->get_precheck_results()['errors']));
    }
    $controller->execute_plan();
    $controller->destroy();
    return $course;
}

function an_empty_course(string $path): stdClass {
    $name = basename($path) . uniqid();
    return create_course((object) ['fullname' => $name, 'shortname' => $name, 'category' => 1]);
}

// -------------------------------------------------------------------------------------- reading

/** The rows of a table, without the mark that tells a spreadsheet its encoding. */
function rows_of(string $path): array {
    $file = fopen($path, 'r');
    fread($file, 3);
    $head = fgetcsv($file, null, ',', '"', '');
    $rows = [];
    while ($row = fgetcsv($file, null, ',', '"', '')) {
        $rows[] = array_combine($head, $row);
    }
    return $rows;
}

/** Each way to write the answer to a question that is typed, by the question's id. */
function ways_of(string $path): array {
    $archive = new ZipArchive();
    $archive->open($path);
    $found = [];
    for ($number = 0; $number < $archive->numFiles; $number++) {
        if (str_starts_with($archive->getNameIndex($number), 'quizzes/')) {
            $quiz = new SimpleXMLElement($archive->getFromIndex($number));
            foreach ($quiz->assessment->section->item as $item) {
                $right = $item->resprocessing->respcondition[1]->conditionvar->varequal;
                $found[(string) $item['ident']] = array_map('strval', iterator_to_array($right, 0));
            }
        }
    }
    return $found;
}

/** The questions in a course, by their words. */
function questions_of(stdClass $course): array {
    global $DB;
    $ids = $DB->get_fieldset_sql(
        "SELECT q.id FROM {question} q
           JOIN {question_versions} v ON v.questionid = q.id
           JOIN {question_bank_entries} e ON e.id = v.questionbankentryid
           JOIN {question_categories} c ON c.id = e.questioncategoryid
           JOIN {context} x ON x.id = c.contextid
          WHERE x.path LIKE ?",
        [context_course::instance($course->id)->path . '/%'],
    );
    $found = [];
    foreach ($ids as $id) {
        $question = question_bank::load_question($id, false);
        $found[plain($question->questiontext)] = $question;
    }
    return $found;
}

/** Words without markup, and with one sort of space. */
function plain(string $html): string {
    $words = html_entity_decode(strip_tags($html), ENT_QUOTES | ENT_HTML5, 'UTF-8');
    return trim(preg_replace('/[\s\x{a0}]+/u', ' ', $words));
}

// -------------------------------------------------------------------------------------- marking

/** Tells what arrived in a course, and how each answer of the table is marked. */
function tell(string $name, stdClass $course, array $rows, string $language): void {
    $questions = questions_of($course);
    global $ways;
    $links = $right = $wrong = $taken = 0;
    $sorts = [];
    foreach ($rows as $row) {
        $question = the_one_that_begins_with(plain($row["question_$language"]), $questions);
        if (!$question) {
            fault($name, "{$row['id']} did not arrive");
            continue;
        }
        $sorts[] = $question->get_type_name();
        $links += substr_count($question->generalfeedback, 'http');
        $question->start_attempt(new question_attempt_step(), 1);
        [$answer, $others] = answers_of($row, $language, $question->get_type_name());
        mark($question, $answer) == 1 ? $right++ : fault($name, "{$row['id']} refuses $answer");
        foreach ($others as $other) {
            mark($question, $other) == 0 ? $wrong++ : fault($name, "{$row['id']} takes $other");
        }
        foreach ($question instanceof qtype_shortanswer_question ? $ways[$row['id']] : [] as $way) {
            mark($question, $way) == 1 ? $taken++ : fault($name, "{$row['id']} refuses $way");
        }
        if (!str_contains($question->generalfeedback, 'http')) {
            fault($name, "{$row['id']} has no proof in its feedback");
        }
    }
    $modules = array_count_values(array_column(get_fast_modinfo($course)->get_cms(), 'modname'));
    echo "$name: " . count($questions) . ' questions, ' . json_encode(array_count_values($sorts))
        . ", $right right answers taken, $wrong wrong ones refused, $taken ways to write one,"
        . " $links links in feedback; " . json_encode($modules) . "\n";
}

function the_one_that_begins_with(string $words, array $questions): ?question_definition {
    foreach ($questions as $text => $question) {
        if (str_starts_with($text, $words)) {
            return $question;
        }
    }
    return null;
}

/** The right answer of a row, and wrong ones. */
function answers_of(array $row, string $language, string $sort): array {
    if ($sort === 'truefalse') {
        $true = get_string('true', 'qtype_truefalse');
        $false = get_string('false', 'qtype_truefalse');
        return $row["correct_$language"] === '1' ? [$true, [$false]] : [$false, [$true]];
    }
    $right = $row["answer_$language"];
    if ($sort !== 'multichoice') {
        return [$right, [SURELY_WRONG]];
    }
    $options = array_filter(
        $row,
        fn($cell, $column) => preg_match("/^option\d+_$language$/", $column) && $cell !== '',
        ARRAY_FILTER_USE_BOTH,
    );
    return [$right, array_values(array_diff($options, [$right]))];
}

/** What Moodle gives for an answer, from 0 to 1. */
function mark(question_definition $question, string $answer): float {
    $is_typed = in_array($question->get_type_name(), ['numerical', 'shortanswer'], true);
    $response = $is_typed ? ['answer' => $answer] : $question->un_summarise_response($answer);
    return $question->grade_response($response)[0];
}

function fault(string $name, string $words): void {
    global $faults;
    $faults++;
    echo "FAULT $name: $words\n";
}
